import assert from "node:assert/strict";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import { removeFolder, run, scratchFolder } from "./engine";
import { readConnector } from "./graph-admin";
import { openWorkspace, type Workspace } from "./workspace";

const example = join(checkout.root, "examples", "quickstart");

/** Packs the package as `npm publish` would and gives the tarball's path. */
async function pack(folder: string): Promise<string> {
  // What is compiled is there already; building again would disturb the tests that run beside this one.
  const args = ["pack", "--ignore-scripts", "--pack-destination", folder, "--loglevel", "error"];
  const packed = await run("npm", args, checkout.root, process.env).finished;
  assert.equal(packed.code, 0, packed.output);
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  assert.ok(tarball);
  return join(folder, tarball);
}

describe("the packed package in a project of its own", function () {
  this.timeout(300_000);
  let folder: string;
  let workspace: Workspace;

  before(async () => {
    folder = scratchFolder("consumer");
    const tarball = await pack(folder);
    for (const file of readdirSync(example).filter((name) => name !== "node_modules")) {
      cpSync(join(example, file), join(folder, file));
    }
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    manifest.dependencies["pulumi-lookout-intune"] = `file:${tarball}`;
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel", "error"];
    const installed = await run("npm", install, folder, process.env).finished;
    assert.equal(installed.code, 0, installed.output);
    workspace = await openWorkspace(folder);
    // Types are checked here as they are for a user, whose compiler sees the packed declarations.
    workspace.env.PULUMI_NODEJS_TRANSPILE_ONLY = undefined;
    workspace.configure({ "lookout:mode": "gateway" });
  });
  after(async () => {
    await workspace.dispose();
    removeFolder(folder);
  });

  it("runs the quickstart: up, a second up without a change, refresh and destroy", async () => {
    const first = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
    assert.equal(first.code, 0, first.output);
    assert.equal((await readConnector(workspace.graph)).partnerState, "enabled");

    const second = await workspace.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
    assert.equal(second.code, 0, second.output);

    const refresh = await workspace.pulumi(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    assert.equal(refresh.code, 0, refresh.output);

    const destroy = await workspace.pulumi(["destroy", "--yes", "--skip-preview"]);
    assert.equal(destroy.code, 0, destroy.output);
    const { androidEnabled, iosEnabled } = await readConnector(workspace.graph);
    assert.deepEqual([androidEnabled, iosEnabled], [false, false]);
  });

  it("brings the command lookout-intune, which runs there", async () => {
    const command = join(folder, "node_modules", ".bin", "lookout-intune");
    const { code, output } = await run(command, ["doctor", "--json"], folder, workspace.env).finished;
    assert.equal(code, 0, output);
    const { checks } = JSON.parse(output) as { checks: { id: string; status: string }[] };
    assert.equal(checks.find(({ id }) => id === "sign-in")?.status, "ok");
  });

  it("brings monitoring with its queries, and does without Azure's SDK where nobody monitors", () => {
    const modules = join(folder, "node_modules");
    assert.equal(existsSync(join(modules, "@pulumi", "azure-native")), false);
    assert.ok(existsSync(join(modules, "pulumi-lookout-intune", "monitoring", "queries", "heartbeat-late.kql")));
  });

  it("brings the gateway's contract along and none of the tenant, the tests or the scripts", () => {
    const installed = join(folder, "node_modules", "pulumi-lookout-intune");
    assert.deepEqual(readdirSync(join(installed, "gateway")), ["openapi.yaml"]);
    assert.deepEqual(
      readdirSync(join(installed, "dist"))
        .filter((name) => !/^(index|schemas)\./.test(name))
        .toSorted(),
      ["cli", "clients", "components", "console", "model", "monitoring", "resources", "stack-config"],
    );
  });
});
