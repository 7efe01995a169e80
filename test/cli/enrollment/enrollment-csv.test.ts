import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { openCsv } from "lookout-intune/internal/enrollment/enrollment-csv";
import type { EnrollmentEntry } from "../../../model/enrollment/lists";

describe("the CSV file of the lists", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-csv-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const written = async (device: string): Promise<string> => {
    const file = join(folder, "lists.csv");
    const csv = await openCsv(file);
    await csv.put({ list: "pending", platform: "ios", owner: "ada@contoso.com", device } as EnrollmentEntry);
    await csv.close();
    return readFileSync(file, "utf8").split("\r\n")[1] ?? "";
  };
  /** Every cell of a line, by either list separator, with and without regard to quotation marks. */
  const cellsOf = (line: string): string[] => {
    const [cells = []]: string[][] = parse(line);
    return [...cells, ...line.split(";").map((cell) => cell.replace(/^[\s"]+/, ""))];
  };
  const formula = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]/;

  it("has no formula in any cell, whichever list separator a spreadsheet has", async () => {
    const part = fc.constantFrom(";", "=", "+", "-", "@", "\uff1d", " ", '"', "\t", "x", ",", "=cmd|'/C calc'!A0");
    const device = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
    const examples: [string][] = [["a;=1"], ['a;"=1'], ["a; @x"], [";;-1"], ['"a";\t=1'], ["a\u200b;\u200b=1"]];
    await fc.assert(
      fc.asyncProperty(device, async (hostile) => {
        assert.deepEqual(
          cellsOf(await written(hostile)).filter((cell) => formula.test(cell)),
          [],
        );
      }),
      { examples },
    );
  });

  it("keeps a semicolon and what follows it", async () => {
    assert.match(await written("Ada; work (2)"), /,Ada; work \(2\),/);
  });
});
