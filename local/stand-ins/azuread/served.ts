import { notServed, typeIn } from "../plugin/plugin-provider";
import { conditionalAccessPolicy } from "./conditional-access-policy/conditional-access-policy.lifecycle";
import { getGroup } from "./data-sources/get-group";
import { getServicePrincipal } from "./data-sources/get-service-principal";
import { group } from "./group/group.lifecycle";
import type { Invoke, ManagedResource } from "./managed-resource";

/** azuread:index/getClientConfig:getClientConfig: who is signed in. Needs no request of its own. */
const getClientConfig: Invoke = ({ caller: { tenantId, clientId, objectId } }) =>
  Promise.resolve({ id: `${tenantId}-${clientId}-${objectId}`, clientId, tenantId, objectId });

const resources: Readonly<Record<string, ManagedResource>> = {
  "azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy": conditionalAccessPolicy,
  "azuread:index/group:Group": group,
};

const invokes: Readonly<Record<string, Invoke>> = {
  "azuread:index/getClientConfig:getClientConfig": getClientConfig,
  "azuread:index/getGroup:getGroup": getGroup,
  "azuread:index/getServicePrincipal:getServicePrincipal": getServicePrincipal,
};

export function resourceOf(urn: string): ManagedResource {
  return servedAs(resources, typeIn(urn));
}

export function invokeOf(token: string): Invoke {
  return servedAs(invokes, token);
}

function servedAs<T>(served: Readonly<Record<string, T>>, token: string): T {
  const found = served[token];
  if (found !== undefined) return found;
  throw notServed("azuread", token, [...Object.keys(resources), ...Object.keys(invokes)]);
}
