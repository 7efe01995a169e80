import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TenantStore } from "./tenant-context";
import { makePrivateFolder } from "../private-folder";

/** Stores the document of each part as a JSON file, so that it is readable and survives a killed tenant. */
export class FileStore implements TenantStore {
  private readonly documents = new Map<string, object>();

  constructor(private readonly folder: string) {
    makePrivateFolder(folder);
  }

  document<T extends object>(name: string, initial: () => T): T {
    const known = this.documents.get(name);
    if (known !== undefined) return known as T;
    const document = (this.load(name) as T | undefined) ?? initial();
    this.documents.set(name, document);
    return document;
  }

  names(): readonly string[] {
    return [...this.documents.keys()];
  }

  save(name: string): void {
    const file = this.file(name);
    const unfinished = `${file}.${process.pid}.new`;
    writeFileSync(unfinished, JSON.stringify(this.documents.get(name), null, 2), { mode: 0o600 });
    renameSync(unfinished, file);
  }

  private load(name: string): unknown {
    const file = this.file(name);
    if (!existsSync(file)) return undefined;
    try {
      return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
      throw new Error(
        `${file} is not readable as JSON (${error instanceof Error ? error.message : String(error)}). ` +
          "Repair it, or delete the tenant's state folder to begin with a new tenant.",
        { cause: error },
      );
    }
  }

  private file(name: string): string {
    return join(this.folder, `${name}.json`);
  }
}
