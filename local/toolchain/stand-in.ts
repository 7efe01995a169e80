import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../model/user-error";
import { makePrivateFolder } from "../private-folder";

const firstLine = "#!/bin/sh\n# A stand-in for the real plugin, for the local stack alone.\n";

/** Puts a plugin in the folder that starts a program of this repository in place of the real one. */
export function writeStandIn(folder: string, name: string, program: string, node: string = process.execPath): void {
  if (process.platform === "win32") {
    throw new UserError(
      `The ${name} plugin could not be downloaded, and its stand-in is started by a shell script, which Windows cannot run. ` +
        "Run the local stack in WSL, or where the download works.",
    );
  }
  makePrivateFolder(folder);
  const launcher = join(folder, `pulumi-resource-${name}`);
  writeFileSync(launcher, `${firstLine}exec ${quote(node)} ${quote(program)} "$@"\n`);
  chmodSync(launcher, 0o755);
}

export function isStandIn(folder: string, name: string): boolean {
  try {
    return readFileSync(join(folder, `pulumi-resource-${name}`), { encoding: "latin1" }).startsWith(firstLine);
  } catch {
    return false;
  }
}

export function removeStandIn(folder: string, name: string): void {
  if (isStandIn(folder, name)) rmSync(folder, { recursive: true, force: true });
}

/** One word for a POSIX shell, whatever the path contains. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
