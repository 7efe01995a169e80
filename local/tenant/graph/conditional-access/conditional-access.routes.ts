import type { FastifyRequest } from "fastify";
import { type GraphApi, type IdParams, rootOf } from "../graph-api";
import { type Body, readBody, refuseReadOnly } from "../body";
import { nextLinkIfAny } from "../directory-collection";
import { GraphError } from "../graph-error-body";
import { filterTest } from "../odata/filter";
import { pageOf } from "../odata/odata-paging";
import { type Query, readQuery } from "../odata/odata-query";
import { permissions, requireAccessPermissions } from "../route-permissions";
import { structuralProperties } from "../graph-schemas";
import { checkSelect } from "../view";
import type { AccessPolicy, ConditionalAccessPolicies } from "./conditional-access-store";
import { checkPolicy } from "./rules";
import { patched, wholeObject, withoutAnnotations } from "./whole-value";

const path = "/identity/conditionalAccess/policies";
const type = "microsoft.graph.conditionalAccessPolicy";
const read = [permissions.readPolicies];
/** Source: https://learn.microsoft.com/graph/api/conditionalaccessroot-post-policies, the permissions table. */
const write = [permissions.readPolicies, permissions.writeConditionalAccess, permissions.readApplications];

const filterable = { id: [], displayName: ["startsWith"], state: [] } as const;

/** List, get, create, change and delete Conditional Access policies. */
export function registerConditionalAccess(api: GraphApi, policies: ConditionalAccessPolicies): void {
  const { app } = api;

  app.get(path, (request) => {
    requireAccessPermissions(request, read);
    const query = readQuery(request);
    checkSelect(api.version, type, query.select);
    const test = testOf(api, query);
    const page = pageOf(
      policies
        .all()
        .map((policy) => whole(api, policy))
        .filter(test),
      idOf,
      query.after,
      query.top,
    );
    return {
      "@odata.context": `${rootOf(api)}/$metadata#${path.slice(1)}`,
      ...nextLinkIfAny(api, request, page),
      value: page.items.map((policy) => selected(policy, query.select)),
    };
  });

  app.get<IdParams>(`${path}/:id`, (request) => {
    requireAccessPermissions(request, read);
    const { select } = readQuery(request);
    checkSelect(api.version, type, select);
    return withContext(api, selected(whole(api, existing(policies, request)), select));
  });

  app.post(path, async (request, reply) => {
    requireAccessPermissions(request, write);
    const properties = readPolicy(api, request);
    checkPolicy(api, properties);
    return reply.status(201).send(withContext(api, whole(api, policies.create(properties))));
  });

  app.patch<IdParams>(`${path}/:id`, async (request, reply) => {
    requireAccessPermissions(request, write);
    const policy = existing(policies, request);
    const properties = patched(policy.properties, readPolicy(api, request)) as Body;
    checkPolicy(api, properties);
    policies.change(policy, properties);
    return reply.status(204).send();
  });

  app.delete<IdParams>(`${path}/:id`, async (request, reply) => {
    requireAccessPermissions(request, write);
    policies.delete(existing(policies, request).id);
    return reply.status(204).send();
  });
}

function readPolicy(api: GraphApi, request: FastifyRequest): Body {
  const body = readBody(api.version, type, request.body);
  refuseReadOnly(api.version, type, body);
  return withoutAnnotations(body) as Body;
}

function existing(policies: ConditionalAccessPolicies, { params: { id } }: FastifyRequest<IdParams>): AccessPolicy {
  const policy = policies.find(id);
  if (policy !== undefined) return policy;
  throw new GraphError(404, "ResourceNotFound", `${id} does not exist in the directory`);
}

function whole({ version }: GraphApi, { id, properties }: AccessPolicy): Body {
  return wholeObject(version, type, { ...properties, id });
}

function idOf({ id }: Body): string {
  return String(id);
}

function selected(policy: Body, select: readonly string[] | undefined): Body {
  if (select === undefined) return policy;
  return Object.fromEntries(Object.entries(policy).filter(([name]) => select.includes(name)));
}

function testOf({ version }: GraphApi, { filter, advanced }: Query): (policy: Body) => boolean {
  if (filter === undefined) return () => true;
  const known = Object.keys(structuralProperties(version, type));
  return filterTest(filter, { resource: "ConditionalAccessPolicy", properties: filterable, known }, advanced);
}

function withContext(api: GraphApi, policy: Body): object {
  return { "@odata.context": `${rootOf(api)}/$metadata#${path.slice(1)}/$entity`, ...policy };
}
