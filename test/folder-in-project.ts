import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../local/checkout";
import { makePrivateFolder } from "../local/private-folder";

const made: string[] = [];
process.once("exit", () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Makes a folder in the project of the provider under test, which reads no file outside it. It is gone when the process ends. */
export function folderInProject(purpose: string): string {
  const parent = join(checkout.root, ".local");
  makePrivateFolder(parent);
  const folder = mkdtempSync(join(parent, `${purpose}-`));
  made.push(folder);
  return folder;
}
