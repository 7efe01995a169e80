import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cacheFolder, finishedToolchain, makeToolchain } from "../../../local/toolchain/cache";
import { scratchFolder, writeToolchain } from "../../scripts/scratch";

describe("the toolchain cache", () => {
  const scratch = scratchFolder();
  const make =
    (version: string) =>
    (root: string): Promise<void> => {
      writeToolchain(join(root, "bin"), version);
      return Promise.resolve();
    };

  it("lies in XDG_CACHE_HOME, or else in ~/.cache", () => {
    assert.equal(cacheFolder({ XDG_CACHE_HOME: "/x" }), "/x/pulumi-lookout-intune");
    assert.match(cacheFolder({ XDG_CACHE_HOME: "" }), /\/\.cache\/pulumi-lookout-intune$/);
  });

  it("shows a toolchain only when it is finished", async () => {
    const bin = await makeToolchain(scratch.path, "key", async (root) => {
      writeToolchain(join(root, "bin"), "v1", ["pulumi"]);
      await sleep(5);
      assert.equal(finishedToolchain(scratch.path, "key"), undefined);
      writeToolchain(join(root, "bin"), "v1");
    });
    assert.equal(bin, join(scratch.path, "key", "bin"));
    assert.equal(finishedToolchain(scratch.path, "key"), bin);
  });

  it("keeps nothing of a toolchain whose making failed", async () => {
    const failing = makeToolchain(scratch.path, "key", (root) => {
      writeToolchain(join(root, "bin"), "v1");
      return Promise.reject(new Error("no space left"));
    });
    await assert.rejects(failing, /no space left/);
    assert.deepEqual(readdirSync(scratch.path), []);
  });

  it("does not treat half a toolchain as a whole one", async () => {
    const half = makeToolchain(scratch.path, "key", (root) => {
      writeToolchain(join(root, "bin"), "v1", ["pulumi"]);
      return Promise.resolve();
    });
    await assert.rejects(half, /lacks pulumi-language-nodejs, pulumi-resource-pulumi-nodejs/);
    assert.deepEqual(readdirSync(scratch.path), []);
  });

  it("lets two makers finish at the same time, with one whole toolchain", async () => {
    const slow = makeToolchain(scratch.path, "key", async (root) => {
      await sleep(20);
      await make("v-slow")(root);
    });
    const fast = makeToolchain(scratch.path, "key", make("v-fast"));
    const bins = await Promise.all([slow, fast]);

    assert.deepEqual(bins, [join(scratch.path, "key", "bin"), join(scratch.path, "key", "bin")]);
    assert.deepEqual(readdirSync(scratch.path), ["key"]);
    for (const tool of readdirSync(bins[0])) assert.match(readFileSync(join(bins[0], tool), "utf8"), /v-fast/);
  });

  it("creates a toolchain again if a file of it was removed", async () => {
    await makeToolchain(scratch.path, "key", make("v1"));
    rmSync(join(scratch.path, "key", "bin", "pulumi"));
    assert.equal(finishedToolchain(scratch.path, "key"), undefined);

    await makeToolchain(scratch.path, "key", make("v2"));

    assert.notEqual(finishedToolchain(scratch.path, "key"), undefined);
    assert.match(readFileSync(join(scratch.path, "key", "bin", "pulumi"), "utf8"), /v2/);
  });

  it("removes what makers left that were killed, but not what one may still be making", async () => {
    const abandoned = join(scratch.path, ".making-abandoned");
    const current = join(scratch.path, ".making-current");
    mkdirSync(abandoned);
    mkdirSync(current);
    utimesSync(abandoned, new Date(0), new Date(0));

    await makeToolchain(scratch.path, "key", make("v1"));

    assert.deepEqual(readdirSync(scratch.path).sort(), [".making-current", "key"]);
  });
});
