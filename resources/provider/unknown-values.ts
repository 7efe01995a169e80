import { findProblems } from "../../model/validation";
import type { z } from "zod";
import type { CheckFailure, State } from "./provider";

/** The engine sends this in a preview in place of any value that is not known yet, whatever its type. Source:
 *  https://github.com/pulumi/pulumi/issues/6310 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** Validates inputs against the schema. Unknown values and values inside them are skipped; the update validates them
 *  again, before anything is created. */
export function findFailures(schema: z.ZodType, inputs: State): CheckFailure[] {
  return findProblems(schema, inputs)
    .filter(({ steps }) => !meetsUnknown(inputs, steps))
    .map(({ path, message }) => ({ property: path, reason: message }));
}

function meetsUnknown(value: unknown, steps: readonly (string | number)[]): boolean {
  if (isUnknown(value)) return true;
  const [step, ...rest] = steps;
  if (step === undefined || value === null || typeof value !== "object") return false;
  return meetsUnknown((value as Record<string | number, unknown>)[step], rest);
}
