import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** Throws if the file cannot be written. */
export function checkWritable(file: string): void {
  const folder = dirname(resolve(file));
  try {
    accessSync(folder, constants.W_OK);
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  } catch (error) {
    throw new UserError([`${file} cannot be written: ${(error as Error).message}. Name a file in a writable folder.`]);
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
    throw new UserError([`${file} cannot be written: ${(error as Error).message}`]);
  }
}
