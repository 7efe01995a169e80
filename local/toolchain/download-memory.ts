import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makePrivateFolder } from "../private-folder";

const rememberedMs = 24 * 60 * 60 * 1000;

/** Remembers for a day which downloads failed, so that not every run waits for the same failure. */
export class DownloadMemory {
  constructor(
    private readonly file: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** Time after which it is worth trying again; undefined if now. */
  notBefore(name: string): Date | undefined {
    const failed = this.read()[name];
    if (failed === undefined) return undefined;
    const again = Date.parse(failed) + rememberedMs;
    return again > this.now() ? new Date(again) : undefined;
  }

  failed(name: string): void {
    this.write({ ...this.read(), [name]: new Date(this.now()).toISOString() });
  }

  forget(name: string): void {
    const { [name]: forgotten, ...others } = this.read();
    if (forgotten !== undefined) this.write(others);
  }

  private read(): Record<string, string> {
    try {
      return JSON.parse(readFileSync(this.file, "utf8")) as Record<string, string>;
    } catch {
      // No file, or an incomplete one of a killed run: start empty.
      return {};
    }
  }

  private write(failures: Record<string, string>): void {
    makePrivateFolder(dirname(this.file));
    writeFileSync(this.file, `${JSON.stringify(failures, null, 2)}\n`);
  }
}
