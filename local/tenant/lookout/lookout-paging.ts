import { randomBytes } from "node:crypto";
import { z } from "zod";

const maximumLimit = 1000;

/** Paging parameters of all Mobile Risk API lists: limit and oid. */
export const pagingShape = {
  limit: z.coerce
    .number(`limit is a whole number from 0 to ${maximumLimit}`)
    .pipe(z.int().min(0).max(maximumLimit))
    .default(100),
  oid: z.guid().toLowerCase().optional(),
} as const;

/** A filter value; a leading `!` negates it. */
export function negatable<const Values extends readonly string[]>(values: Values) {
  return z.enum([...values, ...values.map((value): `!${Values[number]}` => `!${value as Values[number]}`)]).optional();
}

/** Whether a value matches the filter, which a leading `!` negates. */
export function matches(requested: string | undefined, actual: unknown): boolean {
  if (requested === undefined) return true;
  return requested.startsWith("!") ? actual !== requested.slice(1) : actual === requested;
}

/** A UUIDv7, as Lookout's `oid` and event ids are: ascending with time. Source: RFC 9562. */
export function newObjectId(now: number): string {
  const time = now.toString(16).padStart(12, "0");
  const random = randomBytes(10).toString("hex");
  const variant = ((parseInt(random.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}
