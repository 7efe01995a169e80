import type { Invoke } from "../resource.js";

/** azuread:index/getClientConfig:getClientConfig: who is signed in. Needs no request of its own. */
export const getClientConfig: Invoke = ({ session }) => {
  const { clientId, tenantId, callerId: objectId } = session;
  return Promise.resolve({ id: `${tenantId}-${clientId}-${objectId}`, clientId, tenantId, objectId });
};
