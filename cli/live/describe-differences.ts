import type { Difference } from "./resources";

/** Longest value that is shown in full. */
const longest = 120;

/** Each difference as a sentence. */
export function describeDifferences(differences: readonly Difference[]): string[] {
  return differences.map(({ property, declared, real, secret }) =>
    secret
      ? `${property} is not as declared (a secret, so not shown)`
      : `${property} is ${showValue(real)}, declared is ${showValue(declared)}`,
  );
}

/** A value on one line. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return "not set";
  const text = typeof value === "string" ? `"${value}"` : JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
