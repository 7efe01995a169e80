/** The type of the resource that a URN names, such as `azuread:index/group:Group`. */
export function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** A request for what a stand-in does not serve, and what to do about it. */
export function notServed(plugin: string, token: string, served: readonly string[]): Error {
  return new Error(
    `The ${plugin} stand-in does not serve ${token}; it serves ${served.join(", ")}. ` +
      `Install the real ${plugin} plugin (pulumi plugin install resource ${plugin}), or leave this out of the local stack.`,
  );
}
