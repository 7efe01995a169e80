import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import type { EnrollmentEntry } from "pulumi-lookout-intune/internal/model/enrollment/lists";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { printable } from "../terminal/text";

/** A file that grows entry by entry, and stands under its name only once it is whole. */
export interface EntryFile {
  /** Resolves when more can be taken, so that nothing piles up. */
  put(entry: EnrollmentEntry): Promise<void>;
  close(): Promise<void>;
  /** Leaves no part of it. */
  discard(): Promise<void>;
}

const columns: readonly (keyof EnrollmentEntry)[] = [
  "list",
  "platform",
  "profile",
  "owner",
  "group",
  "device",
  "lookoutId",
  "intuneId",
  "since",
  "sinceWhen",
];

/** Opens a CSV file of the lists. Names come from people: what a spreadsheet would take for a formula gets an apostrophe
 *  before it, and control characters are left out. */
export async function openCsv(file: string): Promise<EntryFile> {
  const part = `${file}.${process.pid}.part`;
  const out = createWriteStream(part, { mode: 0o600 });
  try {
    await once(out, "open");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError([
      `--csv ${file} cannot be written: ${reason}. Name a file in a folder that can be written to.`,
    ]);
  }
  const csv = stringify({ header: true, columns: [...columns], escape_formulas: true, record_delimiter: "windows" });
  const written = pipeline(csv, out);
  // Whoever waits for it hears of it: a disk that is full ends the next wait.
  written.catch(() => undefined);
  return {
    async put(entry) {
      const row = columns.map((column) => printable(entry[column] ?? ""));
      if (!csv.write(row)) await Promise.race([once(csv, "drain"), written]);
    },
    async close() {
      csv.end();
      await written;
      await rename(part, file);
    },
    async discard() {
      csv.destroy();
      await written.catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}
