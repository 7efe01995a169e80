import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { toolNames } from "../../local/toolchain/bin-folder";

/** A folder that is gone after each test of the suite. */
export function scratchFolder(): { readonly path: string } {
  const scratch = { path: "" };
  beforeEach(() => {
    scratch.path = mkdtempSync(join(tmpdir(), "lookout-intune-"));
  });
  afterEach(() => {
    rmSync(scratch.path, { recursive: true, force: true });
  });
  return scratch;
}

/** Writes an executable shell script. */
export function writeScript(file: string, ...lines: string[]): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, ["#!/bin/sh", ...lines, ""].join("\n"));
  chmodSync(file, 0o755);
  return file;
}

/** A folder with a CLI that reports that version, and with what belongs beside it. */
export function writeToolchain(folder: string, version: string, tools: readonly string[] = toolNames): string {
  for (const tool of tools) writeScript(join(folder, tool), `echo ${version}`);
  return folder;
}
