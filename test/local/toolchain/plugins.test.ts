import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { providePlugin, type PluginRequest } from "../../../local/toolchain/plugins";
import { isStandIn } from "../../../local/toolchain/stand-in";
import { scratchFolder, writeScript } from "../../scripts/scratch";

describe("a provider plugin for the local stack", () => {
  const scratch = scratchFolder();
  let messages: string[];
  beforeEach(() => {
    messages = [];
  });
  const print = (line: string): void => void messages.push(line);
  const folder = (): string => join(scratch.path, "home", "plugins", "resource-azuread-v6.9.1");

  /** A CLI whose download fails, or puts a plugin into PULUMI_HOME. It notes each call. */
  function request({ downloads }: { downloads: boolean }): PluginRequest {
    const standIn = join(scratch.path, "stand-in.js");
    writeFileSync(standIn, "process.stdout.write(JSON.stringify(process.argv.slice(2)));");
    const plugin = `$PULUMI_HOME/plugins/resource-azuread-v6.9.1/pulumi-resource-azuread`;
    const cli = writeScript(
      join(scratch.path, "cli", "pulumi"),
      `echo "$@" >> '${join(scratch.path, "calls")}'`,
      ...(downloads
        ? [`mkdir -p "$(dirname "${plugin}")"`, `echo real > "${plugin}"`, `chmod +x "${plugin}"`]
        : ["echo 'warning: Error downloading plugin: Get \"https://x\": dial tcp: no such host' >&2", "exit 255"]),
    );
    return {
      name: "azuread",
      version: "6.9.1",
      pulumiHome: join(scratch.path, "home"),
      cli,
      standIn,
      memoryFile: join(scratch.path, "failed.json"),
      env: { PATH: "/usr/bin:/bin", PULUMI_HOME: join(scratch.path, "users-home") },
    };
  }
  const calls = (): number =>
    existsSync(join(scratch.path, "calls"))
      ? readFileSync(join(scratch.path, "calls"), "utf8").trim().split("\n").length
      : 0;

  it("is the one on PATH, without a download", async () => {
    const onPath = join(scratch.path, "bin");
    writeScript(join(onPath, "pulumi-resource-azuread"), "true");
    const requested = request({ downloads: true });

    assert.equal(await providePlugin({ ...requested, env: { ...requested.env, PATH: onPath } }, print), "PATH");
    assert.equal(calls(), 0);
  });

  it("is copied from the user's own plugin cache, of the same version only", async () => {
    const cache = join(scratch.path, "users-home", "plugins");
    writeScript(join(cache, "resource-azuread-v6.9.0", "pulumi-resource-azuread"), "echo older");
    writeScript(join(cache, "resource-azuread-v6.9.1", "pulumi-resource-azuread"), "echo cached");

    assert.equal(await providePlugin(request({ downloads: false }), print), "plugin cache");
    assert.match(readFileSync(join(folder(), "pulumi-resource-azuread"), "utf8"), /echo cached/);
    assert.equal(calls(), 0);
  });

  it("is downloaded by Pulumi into the local stack's own home", async () => {
    assert.equal(await providePlugin(request({ downloads: true }), print), "download");
    assert.equal(readFileSync(join(folder(), "pulumi-resource-azuread"), "utf8"), "real\n");
    assert.equal(existsSync(join(scratch.path, "users-home")), false);
  });

  it("is found again in a later run, without another download", async () => {
    await providePlugin(request({ downloads: true }), print);
    assert.equal(await providePlugin(request({ downloads: true }), print), "plugin cache");
    assert.equal(calls(), 1);
  });

  it("is a stand-in where the download fails, and one line reports the reason", async () => {
    assert.equal(await providePlugin(request({ downloads: false }), print), "stand-in");
    assert.equal(messages.length, 1);
    assert.match(messages[0] ?? "", /azuread plugin 6\.9\.1: a STAND-IN .*its download failed: dial tcp: no such host/);
  });

  it("starts the stand-in's program with the engine's arguments", async () => {
    await providePlugin(request({ downloads: false }), print);
    const { stdout } = spawnSync(join(folder(), "pulumi-resource-azuread"), ["127.0.0.1:1", "a b"], {
      encoding: "utf8",
    });
    assert.deepEqual(JSON.parse(stdout), ["127.0.0.1:1", "a b"]);
  });

  it("is not downloaded again on the day a download failed", async () => {
    await providePlugin(request({ downloads: false }), print);
    assert.equal(await providePlugin(request({ downloads: true }), print), "stand-in");
    assert.equal(calls(), 1);
    assert.match(messages[1] ?? "", /STAND-IN .*failed earlier and is tried again after \d{4}-/);
  });

  it("replaces its stand-in once the download works, a day later", async () => {
    await providePlugin(request({ downloads: false }), print);
    writeFileSync(join(scratch.path, "failed.json"), JSON.stringify({ "azuread@6.9.1": "2026-01-01T00:00:00Z" }));

    assert.equal(await providePlugin(request({ downloads: true }), print), "download");
    assert.equal(isStandIn(folder(), "azuread"), false);
  });

  it("leaves no stand-in that could hide a plugin on PATH", async () => {
    const requested = request({ downloads: false });
    await providePlugin(requested, print);
    const onPath = join(scratch.path, "bin");
    writeScript(join(onPath, "pulumi-resource-azuread"), "true");

    await providePlugin({ ...requested, env: { ...requested.env, PATH: onPath } }, print);

    assert.equal(existsSync(folder()), false);
  });
});
