import { randomUUID } from "node:crypto";
import { z } from "zod";
import { findProblems } from "../../../../model/validation";
import { ArmError, armResourceNotFound } from "../errors";
import { requireScope } from "../resource-groups";
import type { ArmApi, ArmCall, ArmResourceType } from "../resource-type";

type Properties = Readonly<Record<string, unknown>>;

/** A resource as it is kept. */
export interface StoredResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly properties: Properties;
}

/** What is particular to a type of resource that lies in a resource group or in another resource. */
export interface ResourceKind<Body extends { readonly properties: object }> {
  readonly type: string;
  readonly apiVersion: string;
  /** What a PUT may carry. Whatever it does not name is refused, so that a wrong spelling shows. */
  readonly body: z.ZodType<Body>;
  /** Refuses what the body alone does not show to be wrong. */
  readonly check?: (api: ArmApi, call: ArmCall, body: Body) => void;
  /** What the service itself adds. The same again after every PUT, as `before` says. */
  readonly owned?: (api: ArmApi, call: ArmCall, before: StoredResource | undefined) => Properties;
  /** What a GET shows of it. Default: all. */
  readonly shown?: (resource: StoredResource, call: ArmCall) => object;
  /** Why Azure Resource Manager cannot delete it, where it cannot. */
  readonly deletes?: false;
}

/** A type that answers as most of Azure's do: PUT makes or replaces, GET shows what was put and what the service added, DELETE
 *  of what is not there is 204. */
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

/** What a service made up once and keeps. */
export function kept(before: StoredResource | undefined, name: string, prefix = ""): string {
  const known = before?.properties[name];
  return typeof known === "string" ? known : `${prefix}${randomUUID()}`;
}

/** Refuses a reference to a resource that is not there. */
export function requireResource({ store }: ArmApi, id: string, what: string): StoredResource {
  const resource = store.get(id) as StoredResource | undefined;
  if (resource !== undefined) return resource;
  throw new ArmError(400, "LinkedInvalidPropertyId", `${what} names '${id}', which was not found.`);
}

/** A table lies in a workspace, a secret in a vault. */
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

/** A resource as it is shown to those who may not see a property of it. */
export function withoutProperty(resource: StoredResource, name: string): StoredResource {
  const properties = Object.entries(resource.properties).filter(([key]) => key !== name);
  return { ...resource, properties: Object.fromEntries(properties) };
}

/** Members that every tracked resource may have beside its properties. */
export const tracked = { location: z.string().min(1), tags: z.record(z.string(), z.string()).optional() } as const;
