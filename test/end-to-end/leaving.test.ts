import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { LeaveEntry } from "lookout-intune/internal/leave/leave-entry";
import { consoleForms } from "../../local/runs/console-change";
import { runCommand } from "../cli/command-process";
import { startTenantUnderTest, type TenantUnderTest } from "../local/tenant/tenant-under-test";
import { removeFolder } from "./engine";
import { readIntegration, setUpByHand } from "./existing-tenant";
import { readConnector } from "./graph-admin";
import { openOlderState } from "./older-state";
import {
  consoleConfig,
  createStackBeside,
  createWorkspace,
  signedInTo,
  type TestStack,
  type Workspace,
} from "./stack-workspace";

const up = ["up", "--yes", "--skip-preview"] as const;
const destroy = ["destroy", "--yes", "--skip-preview"] as const;
const connectorOn =
  /connector of Lookout for Work is on already and equals the declaration, but this stack did not set it/;

/** Everything that the tenant has of the integration, but for what Graph counts itself. */
async function everythingIn({ graph }: Workspace): Promise<unknown> {
  const counted = ["version", "lastModifiedDateTime"];
  return JSON.parse(
    JSON.stringify(await readIntegration(graph), (key, value: unknown) => (counted.includes(key) ? undefined : value)),
  );
}

async function succeed(stack: TestStack, args: readonly string[]): Promise<string> {
  const { code, output } = await stack.pulumi(args);
  assert.equal(code, 0, output);
  return output;
}

describe("leaving a tenant that had a live integration, on the real engine", function () {
  this.timeout(300_000);
  let workspace: Workspace;
  let was: unknown;

  before(async () => {
    workspace = await createWorkspace();
    await setUpByHand(workspace.graph, workspace.controls);
    was = await everythingIn(workspace);
  });
  after(() => workspace.dispose());

  it("adopts everything and changes it, as the stack declares", async () => {
    const answers = [
      ...["--lookout-tenant", "tied", "--full-access-group", "MTD administrators", "--heartbeat-minutes", "60"],
      ...["--error-email", "soc@contoso.com", "--days-until-disconnected", "30", "--reached", "all"],
      ...["--enrollment-group", "first=MTD first wave", "all=MTD everybody"],
    ];
    const imported = await runCommand(
      ["import-existing", "test", "--cwd", workspace.folder, ...answers],
      workspace.env,
    );
    assert.equal(imported.code, 0, imported.stderr);
    await succeed(workspace, up);
    const file = join(workspace.folder, "Pulumi.test.yaml");
    const stack = parse(readFileSync(file, "utf8")) as { config: Record<string, Record<string, object>> };
    const { config } = stack;
    Object.assign(config["lookout-intune:intuneConnector"] ?? {}, { blockUnsupportedOsVersions: true });
    Object.assign(config["lookout-intune:compliance"]?.ios ?? {}, { maximumThreatLevel: "low" });
    writeFileSync(file, stringify(stack));
    await succeed(workspace, up);
    assert.notDeepEqual(await everythingIn(workspace), was);
  });

  it("is announced by the command beforehand: what is restored, what stays, and what a person has to undo", async () => {
    const count = workspace.tenant.requests().length;
    const run = (...args: string[]) =>
      runCommand(["leave", "--stack", "test", "--cwd", workspace.folder, ...args], workspace.env);
    const { code, stdout, stderr } = await run("--json");
    assert.deepEqual([code, stderr], [0, ""], stdout);
    const { entries } = JSON.parse(stdout) as { entries: LeaveEntry[] };
    const of = (type: string) => entries.filter((entry) => entry.type === type);
    assert.deepEqual(
      of("IntuneMtdConnector").map(({ verdict, changes }) => [verdict, changes]),
      [["changed", ["blockUnsupportedOsVersions"]]],
    );
    const [companyPolicy, iosPolicy] = of("IntuneCompliancePolicy").toSorted((a, b) =>
      a.resource < b.resource ? -1 : 1,
    );
    assert.deepEqual(companyPolicy?.notes, ["It is so already, so nothing is sent."]);
    assert.deepEqual(iosPolicy?.changes, ["maximumThreatLevel"]);
    const table = await run();
    assert.match(table.stdout, /^By hand, because nothing here does it:\n- In Lookout's console delete the connector/m);
    assert.match(table.stdout, /^A destroy goes through\. Stack test, tenant /m);
    assert.deepEqual(workspace.writesAfter(count), []);
  });

  it("stops in the preview at a protected resource, and so changes nothing, as the command reported", async () => {
    const urn =
      /urn:pulumi:[^"]+::lookout-intune-connector/.exec(await workspace.state())?.[0] ?? assert.fail("no URN");
    await succeed(workspace, ["state", "protect", urn, "--yes"]);
    const count = workspace.tenant.requests().length;
    const leave = await runCommand(["leave", "--stack", "test", "--cwd", workspace.folder], workspace.env);
    assert.equal(leave.code, 1, leave.stderr);
    assert.match(leave.stdout, /^stops .*IntuneMtdConnector .* because the resource is protected/m);
    const { code, output } = await workspace.pulumi(["destroy", "--yes"]);
    assert.notEqual(code, 0, output);
    assert.deepEqual(workspace.writesAfter(count), []);
    await succeed(workspace, ["state", "unprotect", urn, "--yes"]);
  });

  it("ends with the tenant as it was, and logs each thing that it restores", async () => {
    const output = await succeed(workspace, destroy);
    assert.match(output, /IntuneMtdConnector: .* is restored to what it was, .*blockUnsupportedOsVersions off/);
    assert.match(output, /"MTD iPhones" .* which this stack adopted, is restored to the settings that it had/);
    assert.deepEqual(await everythingIn(workspace), was);
  });
});

describe("two stacks of one tenant, on the real engine", function () {
  this.timeout(300_000);
  let first: Workspace;
  let second: TestStack;
  let elsewhere: TenantUnderTest;
  let was: unknown;

  const inConsole = {
    ...consoleConfig,
    "lookout-intune:accessGroups": { full: { displayName: "Second full" } },
    "lookout-intune:enrollmentGroups": { pilot: { displayName: "Second pilot" } },
  };
  const differing = { ...inConsole, "lookout-intune:intuneConnector": { android: {}, waitMinutes: 1 } };

  before(async () => {
    elsewhere = await startTenantUnderTest();
    first = await createWorkspace(undefined, { connectorDelayMs: 0 });
    await first.controls.put("/console/connector", JSON.parse(consoleForms.connector));
    first.configure({
      ...consoleConfig,
      "lookout-intune:compliance": { ios: { maximumThreatLevel: "low" } },
      "lookout-intune:conditionalAccess": {
        includedApplications: ["Office365"],
        breakGlassGroup: { displayName: "Emergency access" },
      },
    });
    await succeed(first, up);
    second = await createStackBeside(first);
    was = await everythingIn(first);
  });
  after(async () => {
    removeFolder(second.folder);
    await first.dispose();
    await elsewhere.dispose();
  });

  it("fail in the second one if it declares something else, and its removal leaves the first one's integration", async () => {
    second.configure(differing);
    const { code, output } = await second.pulumi(up);
    assert.notEqual(code, 0, output);
    assert.match(output, /is in use already, and not by this stack: .*Set adopt: true to adopt it/);
    await succeed(second, destroy);
    assert.deepEqual(await everythingIn(first), was);
  });

  it("log in the second one that the connector is on and not its own, and its removal leaves it on", async () => {
    second.configure(inConsole);
    assert.match(await succeed(second, up), connectorOn);
    assert.match(await succeed(second, destroy), /stays in Intune as it is, which is as it was before this stack/);
    assert.deepEqual(await everythingIn(first), was);
  });

  it("refuse a destroy with credentials of another tenant by name, before anything is sent or forgotten", async () => {
    const count = first.tenant.requests().length;
    const state = JSON.parse(await first.state()) as { deployment: { resources: unknown[] } };
    const { code, output } = await first.pulumi(destroy, signedInTo(elsewhere.tenant.connection));
    assert.notEqual(code, 0, output);
    const [there, here] = [first.tenant.tenant.connection.tenantId, elsewhere.tenant.connection.tenantId];
    assert.match(output, new RegExp(`is in the tenant ${there}, but the credentials sign in to ${here}, and nothing`));
    assert.deepEqual(
      elsewhere.requests().filter(({ path }) => /^\/(v1\.0|beta)\//.test(path)),
      [],
    );
    assert.deepEqual(first.tenant.requests().slice(count), []);
    const left = JSON.parse(await first.state()) as typeof state;
    assert.equal(left.deployment.resources.length, state.deployment.resources.length);
    const leave = await runCommand(["leave", "--stack", "test", "--cwd", first.folder], {
      ...first.env,
      ...signedInTo(elsewhere.tenant.connection),
    });
    assert.equal(leave.code, 2, leave.stdout);
    assert.match(leave.stderr, new RegExp(`in the tenant ${there}, but the credentials sign in to ${here}`));
  });

  it("go on by themselves: when the first one leaves, the second one's next update switches the connector on again", async () => {
    await succeed(second, up);
    await succeed(first, destroy);
    assert.equal((await readConnector(first.graph)).androidEnabled, false);
    await succeed(second, ["refresh", "--yes", "--skip-preview"]);
    await succeed(second, up);
    assert.equal((await readConnector(first.graph)).androidEnabled, true);
  });
});

describe("state of before 0.1.0 that is destroyed before any update, on the real engine", function () {
  this.timeout(300_000);

  it("asks for the tenant, changes nothing in Intune before that, and goes once it is confirmed", async () => {
    const { workspace } = await openOlderState("state-before-0.1.0", "gateway");
    try {
      const tenantId = workspace.tenant.tenant.connection.tenantId;
      const asked = await workspace.pulumi(destroy);
      assert.notEqual(asked.code, 0, asked.output);
      assert.match(asked.output, new RegExp(`Run pulumi up once.*or set LOOKOUT_INTUNE_CONFIRM_TENANT=${tenantId}`));
      assert.deepEqual(
        workspace.writesAfter(0).filter(({ path }) => /\/device(App)?Management\//.test(path)),
        [],
      );
      const leave = await runCommand(["leave", "--stack", "test", "--cwd", workspace.folder], workspace.env);
      assert.equal(leave.code, 1, leave.stderr);
      assert.match(leave.stdout, /^A destroy stops\./m);
      const confirmed = await workspace.pulumi(destroy, { LOOKOUT_INTUNE_CONFIRM_TENANT: tenantId });
      assert.equal(confirmed.code, 0, confirmed.output);
    } finally {
      await workspace.dispose();
    }
  });
});
