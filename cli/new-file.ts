import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { unwritable } from "./file-error";

/** Name of the file in which a result is written until it is complete. Nobody can guess it, so nobody can put a link there. */
export function partOf(file: string): string {
  return `${file}.${randomUUID()}.part`;
}

/** For a part file: it must not exist, and only this user may read it. The results hold names of people and devices. */
export const partOptions = { flag: "wx", mode: 0o600 } as const;

/** Writes a file that gets its name only when it is complete, and that only this user may read. A device or a pipe is written
 *  to directly. */
export function writePrivately(file: string, content: string | Buffer): void {
  const found = statSync(file, { throwIfNoEntry: false });
  // A name of an open file, such as /dev/stdout, stays with the file that the shell has opened.
  const isOpen = resolve(file).startsWith("/dev/");
  try {
    if (isOpen || found?.isFile() === false) writeFileSync(file, content);
    else replace(found === undefined ? file : realpathSync(file), content);
  } catch (error) {
    throw unwritable(file, error);
  }
}

function replace(file: string, content: string | Buffer): void {
  const part = partOf(file);
  try {
    writeFileSync(part, content, partOptions);
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}
