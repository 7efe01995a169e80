import { randomUUID } from "node:crypto";
import { z } from "zod";
import { findProblems } from "../../../../model/validation";
import { ArmError, armResourceNotFound } from "../arm-error-body";
import { requireScope } from "../resource-groups.type";
import type { ArmApi, ArmCall, ArmResourceType } from "../resource-type";

type Properties = Readonly<Record<string, unknown>>;

/** A stored resource. */
export interface StoredResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly properties: Properties;
}

/** Definition of a resource type inside a resource group or another resource. */
export interface ResourceKind<Body extends { readonly properties: object }> {
  readonly type: string;
  readonly apiVersion: string;
  /** Schema of a PUT. Refuses unknown properties, so that typos show. */
  readonly body: z.ZodType<Body>;
  /** Further validation, beyond the body itself. */
  readonly check?: (api: ArmApi, call: ArmCall, body: Body) => void;
  /** Properties that the service adds. They stay the same after every PUT, see `before`. */
  readonly owned?: (api: ArmApi, call: ArmCall, before: StoredResource | undefined) => Properties;
  /** The properties in a GET. Default: all. */
  readonly shown?: (resource: StoredResource, call: ArmCall) => object;
  /** Why Azure Resource Manager cannot delete it, if so. */
  readonly deletes?: false;
}

/** A type with Azure's usual behavior: PUT creates or replaces, GET returns the PUT body and the added properties, DELETE of a
 *  missing resource is 204. */
export function resourceType<Body extends { readonly properties: object }>(
  api: ArmApi,
  kind: ResourceKind<Body>,
): ArmResourceType {
  const { store } = api;
  const { type, apiVersion, shown = (resource: StoredResource) => resource } = kind;
  return {
    type,
    apiVersions: [apiVersion],
    scopes: ["resourceGroup", "resource"],
    get: (call) => {
      requireScope(api, call);
      const resource = store.get(call.id) as StoredResource | undefined;
      if (resource === undefined) throw armResourceNotFound(type, call.names.join("/"));
      return { status: 200, body: shown(resource, call) };
    },
    put: (call) => {
      requireScope(api, call);
      requireParent(api, call);
      const body = readBody(kind, call);
      kind.check?.(api, call, body);
      const before = store.get(call.id) as StoredResource | undefined;
      const owned = kind.owned?.(api, call, before) ?? {};
      const resource: StoredResource = {
        ...body,
        id: call.id,
        name: call.name,
        type,
        properties: { ...body.properties, ...owned },
      };
      store.set(call.id, resource);
      return { status: before === undefined ? 201 : 200, body: shown(resource, call) };
    },
    ...(kind.deletes === false
      ? {}
      : {
          delete: (call: ArmCall) => {
            requireScope(api, call);
            return { status: store.delete(call.id) ? 200 : 204 };
          },
        }),
  };
}

/** A value that the service generates once and keeps. */
export function kept(before: StoredResource | undefined, name: string, prefix = ""): string {
  const known = before?.properties[name];
  return typeof known === "string" ? known : `${prefix}${randomUUID()}`;
}

/** Refuses a reference to a missing resource. */
export function requireResource({ store }: ArmApi, id: string, what: string): StoredResource {
  const resource = store.get(id) as StoredResource | undefined;
  if (resource !== undefined) return resource;
  throw new ArmError(400, "LinkedInvalidPropertyId", `${what} names '${id}', which was not found.`);
}

/** The parent: a workspace of a table, a vault of a secret. */
function requireParent({ store }: ArmApi, { id, names, type, scope, scopeKind }: ArmCall): void {
  const parent = scopeKind === "resource" ? scope : names.length > 1 ? id.split("/").slice(0, -2).join("/") : undefined;
  if (parent === undefined || store.get(parent) !== undefined) return;
  throw new ArmError(
    404,
    "ParentResourceNotFound",
    `Failed to perform the operation on nested resource of type '${type}'. The parent resource '${parent}' was not found.`,
  );
}

function readBody<Body extends { readonly properties: object }>(kind: ResourceKind<Body>, call: ArmCall): Body {
  const [problem] = findProblems(kind.body, call.body);
  if (problem === undefined) return kind.body.parse(call.body);
  throw new ArmError(
    400,
    "InvalidRequestContent",
    `The request content was invalid: ${problem.path}: ${problem.message}.`,
  );
}

/** A resource without its hidden properties. */
export function withoutProperty(resource: StoredResource, name: string): StoredResource {
  const properties = Object.entries(resource.properties).filter(([key]) => key !== name);
  return { ...resource, properties: Object.fromEntries(properties) };
}

/** Members that every tracked resource may have beside its properties. */
export const tracked = { location: z.string().min(1), tags: z.record(z.string(), z.string()).optional() } as const;
