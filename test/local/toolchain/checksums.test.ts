import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { archivePath, checksumOf, platforms, readChecksums } from "../../../local/toolchain/checksums";
import { providePlugin } from "../../../local/toolchain/plugins";
import { installVerified } from "../../../local/toolchain/verified-download";
import { collectChecksums } from "../../../scripts/toolchain-checksums";
import { scratchFolder, writeScript, writeToolchain } from "../../scripts/scratch";

const version = "3.259.0";
const platform = "linux-x64";

describe("the checksums of downloads", () => {
  const scratch = scratchFolder();
  let server: Server;
  let asked: string[];
  let archive: Buffer;
  beforeEach(async () => {
    asked = [];
    writeToolchain(join(scratch.path, "made", "pulumi"), version, ["pulumi"]);
    const file = join(scratch.path, "archive.tar.gz");
    spawnSync("tar", ["-czf", file, "-C", join(scratch.path, "made"), "pulumi"]);
    archive = readFileSync(file);
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(request.url?.includes("missing") === true ? 404 : 200).end(archive);
    });
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const site = () => `http://localhost:${(server.address() as AddressInfo).port}`;
  const digest = () => createHash("sha256").update(archive).digest("hex");

  it("are looked up by name, version and platform, and none is delivered", () => {
    const checksums = { pulumi: { [version]: { [platform]: "a".repeat(64) } } };
    assert.equal(checksumOf({ name: "pulumi", version }, checksums, platform), "a".repeat(64));
    assert.equal(checksumOf({ name: "pulumi", version: "3.258.0" }, checksums, platform), undefined);
    assert.equal(checksumOf({ name: "pulumi", version }, checksums, "linux-arm64"), undefined);
    assert.deepEqual(readChecksums(), {});
  });

  it("stop a run if the file with them is broken, instead of comparing nothing", () => {
    const file = join(scratch.path, "checksums.json");
    for (const text of ["{", '{"pulumi":{"3.259.0":{"linux-x64":"abc"}}}', '{"pulumi":"x"}']) {
      writeFileSync(file, text);
      assert.throws(() => readChecksums(file));
    }
  });

  it("let the CLI be installed that has the expected one, and no other", async () => {
    const root = join(scratch.path, "root");
    const download = { version, platform, site: site() } as const;
    await assert.rejects(
      installVerified(root, { ...download, checksum: "b".repeat(64) }),
      /has the checksum [\da-f]{64}, but local\/toolchain\/checksums\.json has bbbb/,
    );
    assert.equal(existsSync(root), false);
    await installVerified(root, { ...download, checksum: digest() });
    assert.match(spawnSync(join(root, "bin", "pulumi"), { encoding: "utf8" }).stdout, /3\.259\.0/);
    assert.deepEqual(asked, Array(2).fill("/releases/sdk/pulumi-v3.259.0-linux-x64.tar.gz"));
  });

  it("are given to Pulumi for a plugin, which compares them", async () => {
    const calls = join(scratch.path, "calls");
    const request = {
      name: "azuread",
      version: "6.9.1",
      pulumiHome: join(scratch.path, "home"),
      cli: writeScript(join(scratch.path, "cli", "pulumi"), `echo "$@" >> '${calls}'`, "exit 255"),
      standIn: join(scratch.path, "stand-in.js"),
      memoryFile: join(scratch.path, "failed.json"),
      env: { PATH: "/usr/bin:/bin", PULUMI_HOME: join(scratch.path, "users-home") },
      checksum: "c".repeat(64),
    };
    await providePlugin(request, () => undefined);
    assert.match(
      readFileSync(calls, "utf8"),
      new RegExp(`^plugin install resource azuread 6\\.9\\.1 .*--checksum ${"c".repeat(64)}$`, "m"),
    );
  });

  it("are collected for every platform, or not at all", async () => {
    const cli = { name: "pulumi", version };
    const checksums = await collectChecksums([cli, { name: "azuread", version: "6.9.1" }], () => undefined, site());
    for (const one of platforms) assert.equal(checksumOf(cli, checksums, one), digest());
    assert.equal(checksumOf({ name: "azuread", version: "6.9.1" }, checksums, "win32-x64"), digest());
    assert.ok(asked.includes("/releases/plugins/pulumi-resource-azuread-v6.9.1-windows-amd64.tar.gz"));
    assert.equal(archivePath(cli, "win32-x64"), "/releases/sdk/pulumi-v3.259.0-windows-x64.zip");
    await assert.rejects(
      collectChecksums([{ name: "missing", version }], () => undefined, site()),
      /answers 404/,
    );
  });
});
