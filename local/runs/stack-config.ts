import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

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
  mkdirSync(dirname(copy), { recursive: true });
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
