import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** Throws when a file could not be written there. */
export function checkPlace(file: string): void {
  const folder = dirname(resolve(file));
  try {
    accessSync(folder, constants.W_OK);
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  } catch (error) {
    throw new UserError([
      `${file} cannot be written: ${(error as Error).message}. Name a file in a folder that can be.`,
    ]);
  }
  throw new UserError([`${file} is a folder. Name a file in it.`]);
}

/** Writes a file that stands under its name only once it is whole. */
export function writeWhole(file: string, content: string | Buffer): void {
  const part = `${file}.${process.pid}.part`;
  try {
    writeFileSync(part, content);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw new UserError([`${file} cannot be written: ${(error as Error).message}`]);
  }
}
