import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import { makePrivateFolder } from "../../local/private-folder";

const modeOf = (folder: string) => statSync(folder).mode & 0o777;

describe("the folders of a local run", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-private-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("are for this user alone, down to the last one", () => {
    const local = join(folder, ".local");
    makePrivateFolder(join(local, "state", "test"), local);
    for (const made of [local, join(local, "state"), join(local, "state", "test")]) assert.equal(modeOf(made), 0o700);
  });

  it("become private where an older release made them for everybody, and nothing outside does", () => {
    const local = join(folder, ".local");
    mkdirSync(local);
    chmodSync(local, 0o755);
    chmodSync(folder, 0o755);
    makePrivateFolder(join(folder, "elsewhere"), local);
    assert.equal(modeOf(local), 0o755);
    makePrivateFolder(join(local, "config"), local);
    assert.equal(modeOf(local), 0o700);
    assert.equal(modeOf(folder), 0o755);
  });

  it("are made in this one way by every command", () => {
    const makers = ["local", "scripts"].flatMap((folder) =>
      readdirSync(join(checkout.root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join(folder, file))
        .filter((file) => /\bmkdir(Sync)?\(/.test(readFileSync(join(checkout.root, file), "utf8"))),
    );
    assert.deepEqual(makers.sort(), [
      "local/private-folder.ts",
      // Into docs/, dist/, and the checkout of another release.
      "scripts/docs.ts",
      "scripts/graph-schemas/generate.ts",
      "scripts/state-fixture.ts",
      "scripts/test-one/transpile.ts",
    ]);
  });
});
