/** What was looked at, or why it could not be. */
export type LookupResult<T> = { readonly seen: T } | { readonly unseen: string };

/** Looks; a look that fails says why. */
export async function see<T>(look: () => Promise<T>): Promise<LookupResult<T>> {
  try {
    return { seen: await look() };
  } catch (error) {
    return { unseen: error instanceof Error ? error.message : String(error) };
  }
}

/** What was seen; undefined when nothing could be. */
export function lookedUp<T>(look: LookupResult<T> | undefined): T | undefined {
  return look !== undefined && "seen" in look ? look.seen : undefined;
}

/** Why nothing could be seen; undefined when something was. */
export function lookupFailure(look: LookupResult<unknown>): string | undefined {
  return "unseen" in look ? look.unseen : undefined;
}
