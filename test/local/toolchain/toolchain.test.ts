import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { toolchainKey } from "../../../local/toolchain/cache";
import { pinnedCliVersion } from "../../../local/toolchain/pinned";
import { findToolchain, sources, type Source } from "../../../local/toolchain/toolchain";
import { scratchFolder, writeToolchain } from "../../scripts/scratch";

describe("the search for a toolchain", () => {
  const scratch = scratchFolder();
  let messages: string[];
  beforeEach(() => {
    messages = [];
  });
  const print = (line: string): void => void messages.push(line);

  /** PATH and cache only: the other sources reach for the network or build for minutes. */
  function withoutDownloads(...path: string[]): Source[] {
    const env = { PATH: [...path, "/usr/bin", "/bin"].join(delimiter), XDG_CACHE_HOME: join(scratch.path, "cache") };
    return sources(print, env).slice(0, 2);
  }
  function cachedToolchain(): string {
    return writeToolchain(
      join(scratch.path, "cache", "pulumi-lookout-intune", toolchainKey(), "bin"),
      `v${pinnedCliVersion()}`,
    );
  }

  it("prefers a CLI on PATH that is new enough to a cached one", async () => {
    const onPath = writeToolchain(join(scratch.path, "on-path"), "v3.250.1");
    cachedToolchain();

    const found = await findToolchain(withoutDownloads(onPath), print);

    assert.deepEqual(found, { bin: onPath, cliVersion: "3.250.1", origin: "on PATH" });
    assert.deepEqual(messages, []);
  });

  it("skips an old CLI on PATH, reports why, and continues along PATH", async () => {
    const old = writeToolchain(join(scratch.path, "old"), "v3.100.0");
    const good = writeToolchain(join(scratch.path, "good"), "v3.249.0");

    const found = await findToolchain(withoutDownloads(old, good), print);

    assert.equal(found.bin, good);
    assert.equal(messages.length, 1);
    assert.match(messages[0] ?? "", /old\/pulumi is passed over: 3\.100\.0 is older than 3\.249\.0/);
  });

  it("uses the cached one when the CLI on PATH has no language host beside it", async () => {
    const alone = writeToolchain(join(scratch.path, "alone"), "v3.259.0", ["pulumi"]);
    const cached = cachedToolchain();

    const found = await findToolchain(withoutDownloads(alone), print);

    assert.deepEqual(found, { bin: cached, cliVersion: pinnedCliVersion(), origin: "cached" });
    assert.match(messages[0] ?? "", /pulumi-language-nodejs and pulumi-resource-pulumi-nodejs not beside it/);
  });

  it("finds what belongs to a CLI beside the file that a link on PATH leads to", async () => {
    const real = writeToolchain(join(scratch.path, "real"), "v3.259.0");
    const links = join(scratch.path, "links");
    mkdirSync(links);
    symlinkSync(join(real, "pulumi"), join(links, "pulumi"));

    assert.equal((await findToolchain(withoutDownloads(links), print)).bin, real);
  });

  it("skips a program named pulumi that prints no version", async () => {
    const strange = writeToolchain(join(scratch.path, "strange"), "I am something else");
    const cached = cachedToolchain();

    assert.equal((await findToolchain(withoutDownloads(strange), print)).bin, cached);
    assert.match(messages[0] ?? "", /does not print its version/);
  });

  it("goes to the next source with the reason of the one before, and stops at the first that has one", async () => {
    const calls: string[] = [];
    const source = (name: string, answer: Awaited<ReturnType<Source["find"]>>): Source => ({
      find: () => {
        calls.push(name);
        return Promise.resolve(answer);
      },
    });
    const toolchain = { bin: "/b", cliVersion: "3.259.0", origin: "somewhere" };

    const found = await findToolchain(
      [source("first", { reason: "first has none." }), source("second", toolchain), source("third", toolchain)],
      print,
    );

    assert.equal(found, toolchain);
    assert.deepEqual(calls, ["first", "second"]);
    assert.deepEqual(messages, ["  first has none."]);
  });
});
