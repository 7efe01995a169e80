/** The value that was read, or why it could not be read. `report --json` shows it under these names. */
export type LookupResult<T> = { readonly value: T } | { readonly failure: string };

/** Runs a read, and returns its error as a result. */
export async function lookUp<T>(read: () => Promise<T>): Promise<LookupResult<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

/** The value; undefined if the read failed. */
export function lookupValue<T>(result: LookupResult<T> | undefined): T | undefined {
  return result !== undefined && "value" in result ? result.value : undefined;
}

/** The error message; undefined if the read succeeded. */
export function lookupFailure(result: LookupResult<unknown>): string | undefined {
  return "failure" in result ? result.failure : undefined;
}
