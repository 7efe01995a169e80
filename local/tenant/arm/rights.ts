import type { TenantSettings } from "../tenant-context";
import { ArmError } from "./arm-error-body";
import type { ArmCall } from "./resource-type";

type GrantedActions = Pick<TenantSettings, "grantedActions" | "clientId">;

/** Refuses a caller without a right to the action, as Azure does. The tenant grants actions, with `*` for any part of a name,
 *  in all scopes. */
export function requireAction({ grantedActions, clientId }: GrantedActions, call: ArmCall, action: string): void {
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
