import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { unwritable } from "./file-error";
import type { Terminal } from "./terminal/terminal";

/** Prints a result, or writes it to a file and logs that. */
export function deliver(text: string, output: string | undefined, terminal: Terminal): void {
  if (output === undefined) {
    terminal.print(text.endsWith("\n") ? text : `${text}\n`);
    return;
  }
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw unwritable(output, error);
  }
  terminal.log(`Written to ${output}.`);
}

/** The requested format, otherwise the format of the file extension, otherwise the first one. */
export function chooseFormat<Format extends string>(
  formats: Readonly<Record<Format, readonly string[]>>,
  requested: Format | undefined,
  output: string | undefined,
): Format {
  const [first, ...others] = Object.keys(formats) as [Format, ...Format[]];
  const ending = output === undefined ? "" : extname(output).slice(1).toLowerCase();
  return requested ?? [first, ...others].find((format) => formats[format].includes(ending)) ?? first;
}

/** Throws if the file cannot be written. */
export function checkWritable(file: string): void {
  const folder = dirname(resolve(file));
  try {
    accessSync(folder, constants.W_OK);
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  } catch (error) {
    throw unwritable(file, error);
  }
  throw new UserError([`${file} is a folder. Name a file in it.`]);
}

/** Writes a file that gets its name only when it is complete. */
export function writeAtomically(file: string, content: string | Buffer): void {
  const part = `${file}.${process.pid}.part`;
  try {
    writeFileSync(part, content);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw unwritable(file, error);
  }
}
