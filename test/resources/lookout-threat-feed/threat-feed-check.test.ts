import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { unknownValue } from "../../../resources/provider/unknown-values";
import { checkout } from "../../../local/checkout";
import { FeedFixture, numbered, title, type State } from "./feed-fixture";

describe("the check of a threat feed", function () {
  this.timeout(60_000);
  const fixture = new FeedFixture();

  beforeEach(() => {
    fixture.makeFolder();
  });
  afterEach(() => fixture.end());

  const reasonsOf = async (news: State) => {
    const { failures } = await fixture.provider.check(news);
    return failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n");
  };

  it("sends nothing, and names the first ten bad lines of a file by number and type, without their text", async () => {
    await fixture.start();
    fixture.write(["evil.example", "http://evil.example/x", ...Array.from({ length: 12 }, () => "com")]);
    const reasons = await reasonsOf({ title, domainsFile: fixture.file });
    assert.match(reasons, /^domainsFile: 13 rows cannot be used:\nline 3 is a URL; write only the host name\n/);
    assert.match(reasons, /line 12 is a single label.*\nand 3 more$/s);
    assert.doesNotMatch(reasons, /evil|"com"/);
    assert.deepEqual(fixture.requests(), []);
  });

  it("reads no file whose real path is outside the project, and does not reveal whether it exists", async () => {
    await fixture.start();
    const outside = mkdtempSync(join(tmpdir(), "lookout-intune-outside-"));
    writeFileSync(join(outside, "lists"), "evil.example\n");
    symlinkSync(join(outside, "lists"), join(fixture.folder, "link"));
    symlinkSync(outside, join(fixture.folder, "folder"));
    const named = [
      ...[join(outside, "lists"), join(outside, "no-such-file"), "/etc/passwd", "/no/such/file", checkout.root],
      ...[join(fixture.folder, "link"), join(fixture.folder, "folder", "lists"), "../outside"],
      join(fixture.folder, "folder", "no-such-file"),
    ];
    for (const domainsFile of named) {
      const reasons = await reasonsOf({ title, domainsFile });
      assert.match(
        reasons,
        /^domainsFile: \S+ is outside the project, so it is not read; copy the file into/,
        domainsFile,
      );
    }
    rmSync(outside, { recursive: true });
  });

  it("accepts a path relative to the folder of the process", async () => {
    await fixture.start();
    fixture.write(["evil.example"]);
    // The process under test runs in the repository's folder.
    assert.equal((await fixture.checked({ domainsFile: relative(checkout.root, fixture.file) })).domainsCount, 1);
  });

  it("names bad members of a list by their index, without printing the whole list", async () => {
    await fixture.start();
    const reasons = await reasonsOf({
      title,
      domains: ["evil.example", "*.evil.example", unknownValue, "192.0.2.1"],
    });
    assert.match(reasons, /^: 2 domains cannot be used:\ndomains\[1\]: "\*\.evil\.example" has a wildcard/);
    assert.match(reasons, /domains\[3\]: "192\.0\.2\.1" is an IP address/);
  });

  it("refuses too many listed domains, two sources, no source, an empty file, and a title of seven characters", async () => {
    await fixture.start();
    fixture.write([]);
    assert.match(await reasonsOf({ title, domains: numbered(1001) }), /^domains: at most 1000 domains.*domainsFile$/);
    assert.match(await reasonsOf({ title, domains: ["a.example"], domainsFile: fixture.file }), /both set; keep one/);
    assert.match(await reasonsOf({ title }), /domains are missing; set domainsFile/);
    assert.match(await reasonsOf({ title, domainsFile: fixture.file }), /the file contains no domain/);
    assert.match(await reasonsOf({ title: "Blocked", domains: ["a.example"] }), /^title: .*8 to 255 characters/);
  });

  it("reports why a file cannot be read", async () => {
    await fixture.start();
    assert.match(
      await reasonsOf({ title, domainsFile: join(fixture.folder, "none.csv") }),
      /there is no file .*none\.csv/,
    );
    assert.match(await reasonsOf({ title, domainsFile: fixture.folder }), /is a folder/);
    writeFileSync(fixture.file, Buffer.from("\ufeffevil.example", "utf16le"));
    assert.match(await reasonsOf({ title, domainsFile: fixture.file }), /not UTF-8 text; save it as UTF-8/);
  });

  it("passes over what a preview does not know yet, and sees a change in it", async () => {
    await fixture.start();
    const { id, outs } = await fixture.createWith(["evil.example"]);
    for (const source of [
      { domains: ["evil.example", unknownValue] },
      { domains: unknownValue },
      { domainsFile: unknownValue },
    ]) {
      const { inputs, failures } = await fixture.provider.check({ title, ...source });
      assert.deepEqual(failures, []);
      assert.equal(inputs.domainsDigest, unknownValue);
      assert.equal((await fixture.provider.diff(id, outs, inputs)).changes, true);
    }
  });

  it("asks for the application key", async () => {
    await fixture.start();
    fixture.write(["evil.example"]);
    await fixture.restart({});
    assert.match(await reasonsOf({ title, domainsFile: fixture.file }), /lookout:applicationKey.*is missing/);
  });
});
