import type { TenantSettings } from "../tenant-context";
import { ArmError } from "./arm-error-body";
import type { ArmPath } from "./resource-id";
import type { ArmCall, ArmOperation, ArmResourceType } from "./resource-type";

type ArmRequest = Omit<ArmCall, "apiVersion"> & { readonly method: string };

/** Finds the operation of a request, after the checks of Azure Resource Manager for all types: type, scope, API version and
 *  permission. */
export function findOperation(
  types: readonly ArmResourceType[],
  settings: Pick<TenantSettings, "grantedActions" | "clientId">,
  request: ArmRequest,
): { readonly operation: ArmOperation; readonly call: ArmCall } {
  const { type, action } = findType(types, request);
  const call = { ...request, apiVersion: checkApiVersion(type, request), type: type.type };
  const [verb, operation] = choose(type, request, action);
  requireAction(settings, call, `${type.type}/${verb}`);
  if (operation !== undefined) return { operation, call };
  throw new ArmError(
    405,
    "HttpMethodNotAllowed",
    `The requested resource of type '${type.type}' does not support http method '${request.method}'.`,
  );
}

interface FoundType {
  readonly type: ArmResourceType;
  /** The action of a POST. */
  readonly action?: string;
}

function findType(types: readonly ArmResourceType[], { method, ...path }: ArmRequest): FoundType {
  const parts = path.type.split("/");
  const isAction = method === "POST" && parts.length === path.names.length + 2 && path.names.length > 0;
  const requested = isAction ? parts.slice(0, -1).join("/") : path.type;
  const type = types.find(
    (candidate) => isSame(candidate.type, requested) && candidate.scopes.includes(path.scopeKind),
  );
  if (type !== undefined) return isAction ? { type, action: parts.at(-1) } : { type };
  const [namespace = "", ...names] = parts;
  if (!types.some((candidate) => isSame(candidate.type.split("/")[0] ?? "", namespace))) {
    throw new ArmError(404, "InvalidResourceNamespace", `The resource namespace '${namespace}' is invalid.`);
  }
  throw new ArmError(
    404,
    "InvalidResourceType",
    `The resource type '${names.join("/")}' could not be found in the namespace '${namespace}' ${describeScope(path)}.`,
  );
}

function checkApiVersion({ type, apiVersions }: ArmResourceType, { query }: ArmRequest): string {
  const requested = query["api-version"];
  if (requested === undefined || requested === "") {
    throw new ArmError(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  }
  const known = apiVersions.find((version) => isSame(version, requested));
  if (known !== undefined) return known;
  throw new ArmError(
    400,
    "NoRegisteredProviderFound",
    `No registered resource provider found for API version '${requested}' for type '${type}'. ` +
      `The supported api-versions are '${apiVersions.join(", ")}'.`,
  );
}

function choose(
  type: ArmResourceType,
  { method, names, type: path }: ArmRequest,
  action: string | undefined,
): readonly [verb: string, operation: ArmOperation | undefined] {
  if (action !== undefined) {
    const name = Object.keys(type.actions ?? {}).find((candidate) => isSame(candidate, action)) ?? action;
    return [`${name}/action`, type.actions?.[name]];
  }
  const isCollection = names.length < path.split("/").length - 1;
  switch (method) {
    case "GET":
      return ["read", isCollection ? type.list : type.get];
    case "HEAD":
      return ["read", isCollection ? undefined : type.get];
    case "PUT":
      return ["write", isCollection ? undefined : type.put];
    case "PATCH":
      return ["write", isCollection ? undefined : type.patch];
    case "DELETE":
      return ["delete", isCollection ? undefined : type.delete];
    default:
      return ["action", undefined];
  }
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function describeScope({ scopeKind, scope }: ArmPath): string {
  return scopeKind === "tenant" ? "at the tenant" : `at the scope '${scope}'`;
}

type GrantedActions = Pick<TenantSettings, "grantedActions" | "clientId">;

/** Refuses a caller without a right to the action, as Azure does. The tenant grants actions, with `*` for any part of a name,
 *  in all scopes. */
function requireAction({ grantedActions, clientId }: GrantedActions, call: ArmCall, action: string): void {
  if (grantedActions.some((granted) => allows(granted, action))) return;
  const message =
    `The client '${clientId}' with object id '${call.caller.objectId}' does not have authorization to perform action ` +
    `'${action}' over scope '${call.id}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
  throw new ArmError(403, "AuthorizationFailed", message);
}

function allows(granted: string, action: string): boolean {
  const pattern = granted.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${pattern}$`, "i").test(action);
}
