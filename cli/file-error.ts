import { dirname, resolve } from "node:path";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** Describes what keeps a file from being written, and what to do, instead of the system call that found out. `name` is the file as a
 *  message calls it. Default: its path. */
export function unwritable(file: string, error: unknown, name = file): UserError {
  const folder = dirname(resolve(file));
  switch (codeOf(error)) {
    case "ENOENT":
      return new UserError([`${name} cannot be written: there is no folder ${folder}. Create it, or name another.`]);
    case "ENOTDIR":
      return new UserError([`${name} cannot be written: ${folder} is not a folder. Name a file in a folder.`]);
    case "EISDIR":
      return new UserError([`${name} is a folder. Name a file in it.`]);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new UserError([`${name} cannot be written: ${folder} is closed to you. Name a file in another folder.`]);
    default:
      return new UserError([`${name} cannot be written (${reasonOf(error)}). Name another file.`]);
  }
}

/** Describes what keeps a file from being read. `name` is the file as a message calls it. */
export function unreadable(name: string, error: unknown): UserError {
  switch (codeOf(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return new UserError([`${name} cannot be read: there is no such file. Correct its path.`]);
    case "EISDIR":
      return new UserError([`${name} cannot be read: it is a folder. Name a file in it.`]);
    case "EACCES":
    case "EPERM":
      return new UserError([`${name} cannot be read: you may not read it. Check its permissions.`]);
    default:
      return new UserError([`${name} cannot be read: ${reasonOf(error)}`]);
  }
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** A system call's message repeats its code and the path. */
function reasonOf(error: unknown): string {
  const isSystemCall = error instanceof Error && "syscall" in error;
  return (isSystemCall ? codeOf(error) : undefined) ?? (error instanceof Error ? error.message : String(error));
}
