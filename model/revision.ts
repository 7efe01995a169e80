import { createHash } from "node:crypto";

export const revisionPattern = /^r-[0-9a-f]{12}$/;

/** A hash of the settings. Equal settings have the same revision, whatever the order of their properties. */
export function revisionOf(settings: object): string {
  return `r-${createHash("sha256").update(canonicalJson(settings)).digest("hex").slice(0, 12)}`;
}

/** JSON with sorted keys and without undefined values, so that equal settings give the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
  }
  return value === undefined ? "null" : JSON.stringify(value);
}
