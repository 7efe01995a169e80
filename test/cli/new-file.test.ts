import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import { openCsv } from "lookout-intune/internal/enrollment/enrollment-csv";
import { writePrivately } from "lookout-intune/internal/new-file";

const read = (file: string) => readFileSync(file, "utf8");
const modeOf = (file: string) => statSync(file).mode & 0o777;

describe("a file that the command writes", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-new-file-"));
    file = join(folder, "report.html");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("is for this user alone, also where a file that everybody may read was there", () => {
    writePrivately(file, "first");
    assert.equal(modeOf(file), 0o600);
    chmodSync(file, 0o666);
    writePrivately(file, "second");
    assert.equal(modeOf(file), 0o600);
    assert.equal(read(file), "second");
    assert.deepEqual(readdirSync(folder), ["report.html"]);
  });

  it("stays behind a link to it", () => {
    const link = join(folder, "link");
    writeFileSync(file, "first");
    symlinkSync(file, link);
    writePrivately(link, "second");
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(read(file), "second");
    assert.equal(modeOf(file), 0o600);
  });

  it("may be a device, which stays one", () => {
    writePrivately("/dev/null", "text");
    assert.ok(lstatSync("/dev/null").isCharacterDevice());
  });

  it("is built under a name that nobody can guess, so a link that waits there gets nothing", async () => {
    const victim = join(folder, "victim");
    writeFileSync(victim, "untouched");
    for (const name of ["report.html", "lists.csv"]) symlinkSync(victim, join(folder, `${name}.${process.pid}.part`));
    writePrivately(file, "text");
    const csv = await openCsv(join(folder, "lists.csv"));
    const parts = readdirSync(folder).filter((name) => /^lists\.csv\.[\da-f-]{36}\.part$/.test(name));
    assert.equal(parts.length, 1);
    await csv.close();
    assert.equal(modeOf(join(folder, "lists.csv")), 0o600);
    assert.equal(read(victim), "untouched");
  });

  it("is written in this one way by every command, but for what is in a folder of this user's or is the stack's config", () => {
    const sources = join(checkout.root, "cli");
    const files = readdirSync(sources, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.startsWith("dist/"))
      .filter((name) => /\b(writeFile|writeFileSync|openSync|createWriteStream)\(/.test(read(join(sources, name))));
    assert.deepEqual(files.sort(), [
      "enrollment/enrollment-csv.ts",
      "new-file.ts",
      "recover/carry-out-recovery.ts",
      "report/pdf.ts",
      "stack-file/stack-file-target.ts",
    ]);
  });

  it("leaves nothing behind where it cannot be written, and reports why", () => {
    assert.throws(() => {
      writePrivately(join(folder, "none", "report.html"), "text");
    }, /none\/report\.html cannot be written: there is no folder/);
    assert.equal(existsSync(join(folder, "none")), false);
  });
});
