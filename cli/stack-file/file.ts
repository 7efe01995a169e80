import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** Path of a stack's config file in its project's folder. */
export function stackFileOf(stack: string, cwd: string): string {
  // Pulumi's names can have an organization and a project before the stack's name.
  const name = stack.split("/").at(-1) ?? "";
  if (!/^[\w.-]{1,100}$/.test(name)) {
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
export function readIfExists(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Writes the file atomically: creates a temporary file next to it and renames it. */
export function replaceFile(file: string, text: string): void {
  const made = `${file}.${process.pid}.new`;
  try {
    writeFileSync(made, text, { flag: "wx" });
    if (existsSync(file)) chmodSync(made, statSync(file).mode);
    renameSync(made, file);
  } finally {
    rmSync(made, { force: true });
  }
}
