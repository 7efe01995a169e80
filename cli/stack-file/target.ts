import { relative, resolve } from "node:path";
import type { Command } from "commander";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { keysInTheWay, writeIntoDocument } from "./document";
import { entriesOf, ownedKeys, type StackParts } from "./entries";
import { readIfThere, replaceFile, stackFileOf } from "./file";

/** How a command that writes a stack's file is told where, and whether it may. */
export interface TargetFlags {
  readonly cwd?: string;
  readonly force?: boolean;
  readonly stdout?: boolean;
}

/** A stack's file that is going to be written. */
export interface Target {
  readonly file: string;
  /** What is in it now; undefined when there is none. */
  readonly existing: string | undefined;
}

export function takesTarget(command: Command): Command {
  return command
    .argument("<stack>", "name of the stack, which is part of the file's: Pulumi.<stack>.yaml")
    .option("--cwd <folder>", "folder of the stack's project (default: this one)")
    .option("--force", "replace what the file has already; other settings, secrets and comments in it stay")
    .option("--stdout", "write the config to standard output, and no file");
}

/** Finds the file, and refuses to lose what is in it unless told to. */
export function openTarget(stack: string, { cwd = ".", force = false, stdout = false }: TargetFlags): Target {
  const file = stackFileOf(stack, resolve(cwd));
  const existing = readIfThere(file);
  const inTheWay = existing === undefined || force || stdout ? [] : keysInTheWay(existing, ownedKeys);
  if (inTheWay.length === 0) return { file, existing };
  throw new UserError([
    `${shown(file)} has a config already (${inTheWay.join(", ")}), and nothing was written. ` +
      "--force replaces these settings; --stdout shows the new ones and writes no file.",
  ]);
}

/** The file's new text. Throws what the stack's program would refuse. */
export function textFor({ existing }: Target, parts: StackParts, heading: readonly string[]): string {
  return writeIntoDocument(existing, entriesOf(parts), ownedKeys, heading);
}

export function writeTarget({ file }: Target, text: string): void {
  replaceFile(file, text);
}

/** A file's name for people, seen from where they are. */
export function shown(file: string): string {
  const seen = relative(process.cwd(), file);
  return seen.startsWith("..") ? file : seen;
}
