import { parse, stringify } from "yaml";
import { isMap } from "../../model/maps";

/** Merges changes into a stack's config: merges maps, replaces other values, and removes a setting for null. */
export function withOverlay(config: string, overlay: string): string {
  return stringify(merge(parse(config), parse(overlay)));
}

function merge(base: unknown, change: unknown): unknown {
  if (!isMap(base) || !isMap(change)) return change;
  const merged = Object.entries(change).map(([name, value]) => [name, merge(base[name], value)] as const);
  const entries = Object.entries({ ...base, ...Object.fromEntries(merged) });
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}
