import type { Difference } from "./live-resources";

/** Longer values are cut. */
const longest = 120;

/** Describes each difference in one sentence. */
export function describeDifferences(differences: readonly Difference[]): string[] {
  return differences.map(({ property, declared, real, secret }) =>
    secret
      ? `${property} differs (secret, not shown)`
      : `${property} is ${showValue(real)}, declared as ${showValue(declared)}`,
  );
}

/** Formats a value on one line. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return "not set";
  const text = typeof value === "string" ? `"${value}"` : JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
