import type { Values } from "../stack/stack-state";

/** Returns the value at a path of properties; undefined if there is none. */
export function valueAt(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value !== null && typeof value === "object" ? (value as Values)[step] : undefined),
    values,
  );
}
