import { randomUUID } from "node:crypto";
import { join, relative, resolve } from "node:path";
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { findConflictingKeys, writeIntoDocument } from "./document";
import { entriesOf, ownedKeys, type StackParts } from "./stack-file-entries";

/** Options of commands that write a stack's file. */
export interface TargetFlags {
  readonly cwd?: string;
  readonly force?: boolean;
  readonly stdout?: boolean;
}

/** The stack's file to write. */
export interface Target {
  readonly file: string;
  /** Its current content; undefined if it does not exist. */
  readonly existing: string | undefined;
}

export function addTargetOptions(command: Command): Command {
  return command
    .argument("<stack>", "name of the stack, as in Pulumi.<stack>.yaml")
    .option("--cwd <folder>", "folder of the stack's project (default: this one)")
    .option("--force", "replace existing settings; other settings, secrets and comments stay")
    .option("--stdout", "write the config to standard output instead of the file");
}

/** Finds the file. Refuses to replace existing settings without --force. */
export function openTarget(stack: string, { cwd = ".", force = false, stdout = false }: TargetFlags): Target {
  const file = stackFileOf(stack, resolve(cwd));
  const existing = readIfExists(file);
  const conflictingKeys = existing === undefined || force || stdout ? [] : findConflictingKeys(existing, ownedKeys);
  if (conflictingKeys.length === 0) return { file, existing };
  throw new UserError([
    `${shown(file)} already has these settings (${conflictingKeys.join(", ")}). Nothing was written. ` +
      "--force replaces them; --stdout shows the new settings without writing.",
  ]);
}

/** The new content of the file. Throws if the stack's program would refuse it. */
export function textFor({ existing }: Target, parts: StackParts, heading: readonly string[]): string {
  return writeIntoDocument(existing, entriesOf(parts), ownedKeys, heading);
}

export function writeTarget({ file }: Target, text: string): void {
  replaceFile(file, text);
}

/** The path of a file, relative to the current folder. */
export function shown(file: string): string {
  const shown = relative(process.cwd(), file);
  return shown.startsWith("..") ? file : shown;
}

/** Path of a stack's config file in its project's folder. */
function stackFileOf(stack: string, cwd: string): string {
  // Pulumi's names can have an organization and a project before the stack's name.
  const name = /^(?:[\w.-]+\/){0,2}([\w.-]{1,100})$/.exec(stack)?.[1];
  if (name === undefined) {
    throw new UserError([`"${stack}" is not a valid stack name. Use letters, digits, dots, hyphens and underscores.`]);
  }
  if (!existsSync(join(cwd, "Pulumi.yaml"))) {
    throw new UserError([
      `There is no Pulumi.yaml in ${cwd}. Run this in the project's folder, or name it with --cwd.`,
    ]);
  }
  return join(cwd, `Pulumi.${name}.yaml`);
}

/** The content of the file; undefined if it does not exist. */
function readIfExists(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Writes the file atomically: creates a temporary file next to it and renames it. */
function replaceFile(file: string, text: string): void {
  const made = `${file}.${randomUUID()}.new`;
  try {
    writeFileSync(made, text, { flag: "wx" });
    if (existsSync(file)) chmodSync(made, statSync(file).mode);
    renameSync(made, file);
  } finally {
    rmSync(made, { force: true });
  }
}
