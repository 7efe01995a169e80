import type { TenantSettings } from "../context";
import { ArmError } from "./errors";
import type { ArmCall } from "./resource-type";

type GrantedActions = Pick<TenantSettings, "grantedActions" | "clientId">;

/** Refuses as Azure does whom no role of which allows the action. The tenant knows actions, with `*` for any part of a name,
 *  and no scopes: whoever has an action has it everywhere. */
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
