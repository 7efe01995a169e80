/** Whether Pulumi refuses to delete a resource. */
export function isProtected(options: { readonly protect?: boolean }): boolean {
  return options.protect === true;
}

/** Whether the removal of a resource takes an object with it that may not have been made by it. */
export function losesWhatWasFound(onRemoval: unknown): boolean {
  return onRemoval === "delete";
}

/** Whether a service principal of the stack is an application that existed before. Destroying the stack then deletes it, and with it
 *  whatever the tenant had consented to. */
export function takesOverApplication(
  principal: { readonly useExisting?: unknown; readonly clientId?: unknown },
  clientIds: { readonly own: readonly string[]; readonly vendors: readonly string[] },
): boolean {
  const isIn = (ids: readonly string[]) =>
    ids.some((id) => id.toLowerCase() === String(principal.clientId).toLowerCase());
  return isIn(clientIds.vendors) || (principal.useExisting === true && !isIn(clientIds.own));
}
