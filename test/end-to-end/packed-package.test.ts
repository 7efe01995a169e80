import assert from "node:assert/strict";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import { removeFolder, run, scratchFolder } from "./engine";
import { readConnector } from "./graph-admin";
import { openWorkspace, type Workspace } from "./stack-workspace";

const example = join(checkout.root, "examples", "quickstart");

/** What only the command needs. */
const forPeople = [
  "@inquirer/select",
  "@observablehq/plot",
  "cli-progress",
  "commander",
  "csv-stringify",
  "linkedom",
  "ora",
];

/** Packs a package as `npm publish` would and gives the tarball's path. */
async function pack(name: string, source: string, folder: string): Promise<string> {
  // What is compiled is there already; building again would disturb the tests that run beside this one.
  const args = ["pack", "--ignore-scripts", "--pack-destination", folder, "--loglevel", "error"];
  const packed = await run("npm", args, source, process.env).finished;
  assert.equal(packed.code, 0, packed.output);
  const tarball = readdirSync(folder).find((file) => file.startsWith(`${name}-`) && file.endsWith(".tgz"));
  assert.ok(tarball);
  return join(folder, tarball);
}

async function install(folder: string, ...packages: string[]): Promise<void> {
  const args = ["install", ...packages, "--prefer-offline", "--no-audit", "--no-fund", "--loglevel", "error"];
  const installed = await run("npm", args, folder, process.env).finished;
  assert.equal(installed.code, 0, installed.output);
}

describe("the packed package in a project of its own", function () {
  this.timeout(300_000);
  let folder: string;
  let workspace: Workspace;

  before(async () => {
    folder = scratchFolder("consumer");
    const tarball = await pack("pulumi-lookout-intune", checkout.root, folder);
    for (const file of readdirSync(example).filter((name) => name !== "node_modules")) {
      cpSync(join(example, file), join(folder, file));
    }
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    manifest.dependencies["pulumi-lookout-intune"] = `file:${tarball}`;
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    await install(folder);
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

  it("contains monitoring with its queries, and does not load Azure's SDK without monitoring", () => {
    const modules = join(folder, "node_modules");
    assert.equal(existsSync(join(modules, "@pulumi", "azure-native")), false);
    assert.ok(existsSync(join(modules, "pulumi-lookout-intune", "monitoring", "queries", "heartbeat-late.kql")));
  });

  it("contains the gateway's contract and none of the tenant, the tests or the scripts", () => {
    const installed = join(folder, "node_modules", "pulumi-lookout-intune");
    assert.deepEqual(readdirSync(join(installed, "gateway")), ["openapi.yaml"]);
    assert.deepEqual(
      readdirSync(join(installed, "dist"))
        .filter((name) => !/^(index|schemas)\./.test(name))
        .toSorted(),
      ["clients", "components", "console", "model", "monitoring", "resources", "stack-config"],
    );
  });

  it("contains no command, and no package for prompts, drawings or plots", () => {
    const modules = join(folder, "node_modules");
    assert.ok(existsSync(join(modules, "zod")));
    for (const name of [...forPeople, ".bin/lookout-intune"])
      assert.equal(existsSync(join(modules, name)), false, name);
  });

  it("runs the command from its own package, which contains its dependencies", async () => {
    await install(folder, "--save-dev", await pack("lookout-intune", join(checkout.root, "cli"), folder));
    const modules = join(folder, "node_modules");
    for (const name of forPeople) assert.ok(existsSync(join(modules, name)), name);
    const ofItsOwn = join(modules, "lookout-intune", "node_modules", "pulumi-lookout-intune");
    assert.equal(existsSync(ofItsOwn), false, "the command does not share the program's package");

    const command = join(modules, ".bin", "lookout-intune");
    const { code, output } = await run(command, ["doctor", "--json"], folder, workspace.env).finished;
    assert.equal(code, 0, output);
    const { checks } = JSON.parse(output) as { checks: { id: string; status: string }[] };
    assert.equal(checks.find(({ id }) => id === "sign-in")?.status, "ok");
  });
});
