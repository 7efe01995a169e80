import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** The file that holds a stack's config, in its project's folder. */
export function stackFileOf(stack: string, cwd: string): string {
  // Pulumi's own names: an organisation and a project can stand before the stack's.
  const name = stack.split("/").at(-1) ?? "";
  if (!/^[\w.-]{1,100}$/.test(name)) {
    throw new UserError([
      `"${stack}" is no name of a stack: letters, digits, dots, hyphens and underscores; choose another.`,
    ]);
  }
  if (!existsSync(join(cwd, "Pulumi.yaml"))) {
    throw new UserError([
      `There is no Pulumi.yaml in ${cwd}, so no stack can be there. Run this in the project's folder, or name it with --cwd.`,
    ]);
  }
  return join(cwd, `Pulumi.${name}.yaml`);
}

/** What is in the file; undefined when there is none. */
export function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Writes the whole file or none of it: it is made beside the old one and takes its place at once. */
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
