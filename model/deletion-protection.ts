/** Whether Pulumi refuses to delete a resource. */
export function isProtected(options: { readonly protect?: boolean }): boolean {
  return options.protect === true;
}

/** Whether deleting the resource also deletes an object that the resource may not have created. */
export function deletesAdoptedObject(onRemoval: unknown): boolean {
  return onRemoval === "delete";
}

/** Whether a service principal of the stack adopts an existing application. Destroying the stack then deletes the
 *  application, and with it the tenant's consent. */
export function adoptsApplication(
  principal: { readonly useExisting?: unknown; readonly clientId?: unknown },
  clientIds: { readonly own: readonly string[]; readonly vendors: readonly string[] },
): boolean {
  const isIn = (ids: readonly string[]) =>
    ids.some((id) => id.toLowerCase() === String(principal.clientId).toLowerCase());
  return isIn(clientIds.vendors) || (principal.useExisting === true && !isIn(clientIds.own));
}
