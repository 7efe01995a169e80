import { z } from "zod";

const maximumLimit = 1000;

/** What every list of the Mobile Risk API can be asked: how many, and older than which oid. */
export const pagingShape = {
  limit: z.coerce
    .number(`limit is a whole number from 0 to ${maximumLimit}`)
    .pipe(z.int().min(0).max(maximumLimit))
    .default(100),
  oid: z.guid().toLowerCase().optional(),
} as const;

/** A filter's value, or with `!` before it everything else. */
export function negatable<const Values extends readonly string[]>(values: Values) {
  return z.enum([...values, ...values.map((value): `!${Values[number]}` => `!${value as Values[number]}`)]).optional();
}

/** Whether a value is the wanted one, or with `!` before that any other. */
export function matches(wanted: string | undefined, actual: unknown): boolean {
  if (wanted === undefined) return true;
  return wanted.startsWith("!") ? actual !== wanted.slice(1) : actual === wanted;
}
