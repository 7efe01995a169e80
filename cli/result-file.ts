import { accessSync, constants, statSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { unwritable } from "./file-error";
import { writePrivately } from "./new-file";
import type { Terminal } from "./terminal/terminal";

/** Prints a result, or writes it to a file and logs that. */
export function deliver(text: string, output: string | undefined, terminal: Terminal): void {
  if (output === undefined) {
    terminal.print(text.endsWith("\n") ? text : `${text}\n`);
    return;
  }
  writePrivately(output, text);
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
