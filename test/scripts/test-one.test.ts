import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkout } from "../../local/checkout";
import { findTest } from "../../scripts/test-one/find-test";
import { listSources, transpileChanged } from "../../scripts/test-one/transpile";
import { scratchFolder } from "./scratch";

describe("npm run test:one", function () {
  this.timeout(60_000);

  it("runs exactly one file of tests", () => {
    assert.deepEqual([...new Set(filesOf(testOne("placeholder")))], [compiled("test/model/placeholder.test.ts")]);
  });

  it("hands a pattern of titles on, and fails where no test has it", () => {
    const run = testOne("placeholder", "-g", "signed by blanks");
    assert.equal(filesOf(run).length, 1);
    assert.equal(run.status, 0);
    assert.equal(testOne("placeholder", "-g", "no title is like this").status, 1);
  });

  it("fails, and reports what to name, without a file of tests", () => {
    const { status, stderr } = testOne();
    assert.equal(status, 1);
    assert.match(stderr, /^Name a file of tests: npm run test:one -- <file or part of its name>/);
  });
});

describe("mocha by itself", function () {
  this.timeout(60_000);

  it("runs the one file that it is given and no other", () => {
    const test = compiled("test/model/placeholder.test.ts");
    const mocha = join(checkout.root, "node_modules/mocha/bin/mocha.js");
    const stdout = execFileSync(process.execPath, [mocha, "--reporter", "json", "--spec", test], {
      cwd: checkout.root,
      encoding: "utf8",
    });
    assert.deepEqual([...new Set(filesOf({ stdout }))], [test]);
  });
});

describe("the file of tests that is meant", () => {
  const tests = ["test/cli/record.test.ts", "test/cli/status/record-age.test.ts", "test/domain/record.test.ts"];

  it("is named by its path, of the source or of what became of it", () => {
    for (const path of ["test/cli/record.test.ts", "./test/cli/record.test.ts", "dist/test/cli/record.test.js"]) {
      assert.equal(findTest(tests, path), "test/cli/record.test.ts");
    }
  });

  it("is named by a part of its path that no other has", () => {
    assert.equal(findTest(tests, "age"), "test/cli/status/record-age.test.ts");
    assert.equal(findTest(tests, "domain/"), "test/domain/record.test.ts");
  });

  it("is the one of that name, where others only have it in theirs", () => {
    assert.equal(findTest(tests.slice(0, 2), "record"), "test/cli/record.test.ts");
  });

  it("is not guessed where several are meant", () => {
    assert.throws(() => findTest(tests, "record"), {
      message:
        '2 files of tests have "record" in their path. Name one of them:\n  test/cli/record.test.ts\n  test/domain/record.test.ts',
    });
  });

  it("is asked for where none is meant, with the nearest name", () => {
    assert.throws(() => findTest(tests, "recrod-age"), {
      message: 'No file of tests has "recrod-age" in its path. Did you mean test/cli/status/record-age.test.ts?',
    });
  });
});

describe("the sources that a test runs on", () => {
  const scratch = scratchFolder();
  const earlier = new Date("2026-01-01T00:00:00Z");
  const later = new Date("2026-01-02T00:00:00Z");

  function write(file: string, text: string, time: Date): void {
    const path = join(scratch.path, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    utimesSync(path, time, time);
  }
  const read = (file: string) => readFileSync(join(scratch.path, file), "utf8");

  beforeEach(() => {
    write("domain/changed.ts", "export const now: number = 2;", later);
    write("dist/domain/changed.js", "exports.now = 1;", earlier);
    write("domain/same.ts", "export const same: number = 1;", earlier);
    write("dist/domain/same.js", "// by the compiler", later);
    write("domain/new.ts", "export const fresh: number = 3;", earlier);
    write("cli/changed.ts", "export const told: number = 4;", later);
    write("cli/dist/changed.js", "exports.told = 3;", earlier);
    write("cli/dist/changed.d.ts", "export declare const told: number;", earlier);
    write("cli/same.ts", "export const same: number = 1;", earlier);
    write("cli/dist/same.js", "// by the compiler", later);
    write("dist/.package.tsbuildinfo", "{}", later);
    write("cli/dist/.tsbuildinfo", "{}", later);
    write("domain/types.d.ts", "export {};", later);
    write("domain/node_modules/other/index.ts", "export {};", later);
    write("examples/quickstart/index.ts", "export {};", later);
  });

  it("are all that are compiled, and nothing else", () => {
    assert.deepEqual(listSources(scratch.path).sort(), [
      "cli/changed.ts",
      "cli/same.ts",
      "domain/changed.ts",
      "domain/new.ts",
      "domain/same.ts",
    ]);
  });

  it("are written again if they changed since the last build, whatever their types, and only then", async () => {
    const written = await transpileChanged(scratch.path, listSources(scratch.path));
    assert.deepEqual(written.sort(), ["cli/changed.ts", "domain/changed.ts", "domain/new.ts"]);
    assert.match(read("dist/domain/changed.js"), /const now = 2/);
    assert.match(read("dist/domain/new.js"), /const fresh = 3/);
    assert.equal(read("dist/domain/same.js"), "// by the compiler");
  });

  it("are written into the package that they belong to", async () => {
    await transpileChanged(scratch.path, listSources(scratch.path));
    assert.match(read("cli/dist/changed.js"), /const told = 4/);
    assert.equal(read("cli/dist/same.js"), "// by the compiler");
    assert.ok(!existsSync(join(scratch.path, "dist/cli")));
  });

  it("can still be executed where they could be", async () => {
    chmodSync(join(scratch.path, "cli/dist/changed.js"), 0o755);
    await transpileChanged(scratch.path, listSources(scratch.path));
    assert.equal(statSync(join(scratch.path, "cli/dist/changed.js")).mode & 0o777, 0o755);
  });

  const memory = ["dist/.package.tsbuildinfo", "cli/dist/.tsbuildinfo"];
  it("have the compiler write all of its files at its next build, as it would not know which are not its own", async () => {
    await transpileChanged(scratch.path, ["domain/same.ts"]);
    for (const file of memory) assert.ok(existsSync(join(scratch.path, file)));
    await transpileChanged(scratch.path, ["domain/changed.ts"]);
    for (const file of memory) assert.ok(!existsSync(join(scratch.path, file)));
  });
});

function testOne(...args: string[]) {
  const script = join(checkout.root, "dist/scripts/test-one.js");
  const reporter = args.length > 0 ? ["--reporter", "json"] : [];
  return spawnSync(process.execPath, [script, ...args, ...reporter], { encoding: "utf8" });
}

/** The file of each test that a run reports. */
function filesOf({ stdout }: { readonly stdout: string }): string[] {
  const { tests } = JSON.parse(stdout) as { readonly tests: readonly { readonly file: string }[] };
  return tests.map(({ file }) => file);
}

function compiled(test: string): string {
  return join(checkout.root, "dist", test.replace(/\.ts$/, ".js"));
}
