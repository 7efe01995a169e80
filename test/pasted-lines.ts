import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Values and keys that make the file `pwned` where a shell acts on a part of them, and what an option would do. */
export const hostileTexts: readonly string[] = [
  "'; touch pwned; '",
  "$(touch pwned)",
  "`touch pwned`",
  "x\n    touch pwned\n",
  "x; touch pwned",
  "x' | touch pwned #",
  '"; touch pwned; "',
  "x & touch pwned",
  "‘; touch pwned; ‘",
  "--config-file=pwned",
];

/** What a shell did with pasted lines. */
export interface Pasted {
  /** The arguments of each command that ran, with its name. */
  readonly calls: readonly (readonly string[])[];
  /** Files that the lines made or changed. */
  readonly files: readonly string[];
}

/** Pastes lines into sh. The commands that it finds beside the usual ones only write down how they were called. */
export function pasteLines(lines: readonly string[]): Pasted {
  const folder = mkdtempSync(join(tmpdir(), "lookout-intune-paste-"));
  const [bin, cwd] = [mkdtempSync(join(folder, "bin-")), mkdtempSync(join(folder, "cwd-"))];
  const record = join(folder, "record");
  const script = `#!/bin/sh\n{ printf '%s\\037' "\${0##*/}" "$@"; printf '\\036'; } >>'${record}'\n`;
  try {
    for (const name of ["pulumi", "lookout-intune"]) {
      writeFileSync(join(bin, name), script);
      chmodSync(join(bin, name), 0o700);
    }
    const PATH = [bin, process.env.PATH].join(delimiter);
    spawnSync("sh", { cwd, env: { PATH }, input: `${lines.join("\n")}\n` });
    const calls = existsSync(record) ? readFileSync(record, "utf8").split("\u001e").slice(0, -1) : [];
    return { calls: calls.map((call) => call.split("\u001f").slice(0, -1)), files: readdirSync(cwd) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
