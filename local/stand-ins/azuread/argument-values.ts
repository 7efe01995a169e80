import { isMap, type PropertyMap, type PropertyValue } from "../plugin/properties";

/** Absent, null, false, "", and [] all mean the same to the real provider: the argument is not set. */
export function isUnset(value: PropertyValue | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** A string; empty for any other value. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function flag(value: PropertyValue | undefined): boolean {
  return value === true;
}

/** The strings of a list. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === "string") : [];
}

/** The strings of a set, each once, in the order given. */
export function strings(value: PropertyValue | undefined): string[] {
  return [...new Set(texts(value))];
}

export function objectOf(value: PropertyValue | undefined): PropertyMap | undefined {
  return isMap(value) ? value : undefined;
}

/** Elements of `a` that are not in `b`. */
export function difference(a: readonly string[], b: readonly string[]): string[] {
  const without = new Set(b);
  return a.filter((element) => !without.has(element));
}

export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return difference(a, b).length === 0 && difference(b, a).length === 0;
}
