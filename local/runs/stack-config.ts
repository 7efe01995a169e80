import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parse, stringify } from "yaml";
import { isMap } from "../../model/maps";
import { makePrivateFolder } from "../private-folder";

const saltLine = /^encryptionsalt:.*(?:\r?\n|$)/m;

/** Pulumi keeps the salt of a stack's passphrase in the stack's config file. Every checkout has a passphrase of its own, and
 *  Pulumi.local.yaml is committed, so Pulumi works on a copy that has the salt: the committed file stays unchanged. */
export function withSalt(config: string, salt: string): string {
  const bare = withoutSalt(config);
  return `${bare}${bare === "" || bare.endsWith("\n") ? "" : "\n"}encryptionsalt: ${salt}\n`;
}

export function withoutSalt(config: string): string {
  return config.replace(saltLine, "");
}

export function saltOf(config: string): string | undefined {
  return /^encryptionsalt:\s*(\S+)\s*$/m.exec(config)?.[1];
}

/** Writes the copy that Pulumi works on. */
export function writeCopy(committed: string, copy: string, salt: string): void {
  makePrivateFolder(dirname(copy));
  writeFileSync(copy, withSalt(existsSync(committed) ? readFileSync(committed, "utf8") : "", salt));
}

/** Copies changes of a command (`config set`) back. Returns whether there were any. */
export function copyChangesBack(committed: string, copy: string): boolean {
  if (!existsSync(copy)) return false;
  const changed = withoutSalt(readFileSync(copy, "utf8"));
  const before = existsSync(committed) ? withoutSalt(readFileSync(committed, "utf8")) : "";
  if (changed.trimEnd() === before.trimEnd()) return false;
  writeFileSync(committed, changed);
  return true;
}

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
