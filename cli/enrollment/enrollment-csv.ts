import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import type { EnrollmentEntry } from "pulumi-lookout-intune/internal/model/enrollment/lists";
import { printable } from "pulumi-lookout-intune/internal/model/printable";
import { unwritable } from "../file-error";
import { partOf, partOptions } from "../new-file";

/** A file that is written entry by entry, and gets its name only when it is complete. */
export interface EntryFile {
  /** Resolves when the file accepts more, so that entries do not pile up in memory. */
  put(entry: EnrollmentEntry): Promise<void>;
  close(): Promise<void>;
  /** Deletes the partial file. */
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

/** Where the list separator is a semicolon, a spreadsheet begins a cell after each one, even inside quotation marks that began
 *  in an earlier cell. */
const formulaInCell = /;(?=[\s"]*[=+\-@\uff0b\uff0d\uff1d\uff20])/g;

/** Opens a CSV file for the lists. Names are user input, so text that a spreadsheet would run as a formula gets a leading
 *  apostrophe, also after a semicolon, and control characters are removed. */
export async function openCsv(file: string): Promise<EntryFile> {
  const part = partOf(file);
  const out = createWriteStream(part, { flags: partOptions.flag, mode: partOptions.mode });
  try {
    await once(out, "open");
  } catch (error) {
    throw unwritable(file, error, `--csv ${file}`);
  }
  const csv = stringify({ header: true, columns: [...columns], escape_formulas: true, record_delimiter: "windows" });
  const written = pipeline(csv, out);
  // The next write reports the error, such as a full disk.
  written.catch(() => undefined);
  return {
    async put(entry) {
      const row = columns.map((column) => printable(entry[column] ?? "").replace(formulaInCell, ";'"));
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
