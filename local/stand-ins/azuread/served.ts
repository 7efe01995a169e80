import { conditionalAccessPolicy } from "./conditional-access-policy/lifecycle";
import { getGroup } from "./data-sources/get-group";
import { getServicePrincipal } from "./data-sources/get-service-principal";
import { group } from "./group/lifecycle";
import type { Invoke, ManagedResource } from "./resource";

/** azuread:index/getClientConfig:getClientConfig: who is signed in. Needs no request of its own. */
const getClientConfig: Invoke = ({ session }) => {
  const { clientId, tenantId, callerId: objectId } = session;
  return Promise.resolve({ id: `${tenantId}-${clientId}-${objectId}`, clientId, tenantId, objectId });
};

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
  const token = urn.split("::")[2]?.split("$").at(-1) ?? "";
  return resources[token] ?? notServed(token);
}

export function invokeOf(token: string): Invoke {
  return invokes[token] ?? notServed(token);
}

function notServed(token: string): never {
  const served = [...Object.keys(resources), ...Object.keys(invokes)].join(", ");
  throw new Error(
    `The azuread stand-in does not serve ${token}; it serves ${served}. ` +
      "Install the real azuread plugin (pulumi plugin install resource azuread), or leave this out of the local stack.",
  );
}
