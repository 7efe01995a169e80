import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../cli/command-process";
import { run } from "./engine";
import { connectorPath, readConnector } from "./graph-admin";
import { bareStackPolicies, createWorkspace, gatewayConfig, policyPack, type Workspace } from "./stack-workspace";

const up = ["up", "--yes", "--policy-pack", policyPack] as const;
const upAsBareStack = [...up, "--policy-pack-config", bareStackPolicies];

describe("the stack in gateway mode, on the real engine", function () {
  this.timeout(180_000);
  let workspace: Workspace;

  before(async () => {
    workspace = await createWorkspace(undefined, { connectorDelayMs: 2000 });
    workspace.configure(gatewayConfig);
    const first = await workspace.pulumi(upAsBareStack);
    assert.equal(first.code, 0, first.output);
  });
  after(() => workspace.dispose());

  it("makes Lookout's side name the groups as Entra has them, and switches Intune's toggles on", async () => {
    const groups = await workspace.graph.get<{ value: { displayName: string }[] }>("/v1.0/groups");
    assert.deepEqual(groups.data.value.map(({ displayName }) => displayName).toSorted(), [
      "Lookout full",
      "Lookout pilot",
    ]);

    const lookout = await workspace.controls.get<{
      connectors: { settings: object }[];
      enrollmentSettings: object;
    }>("/lookout");
    assert.deepEqual(
      lookout.data.connectors.map(({ settings }) => settings),
      [
        {
          heartbeatMinutes: 15,
          enrollmentGroupNames: ["Lookout pilot"],
          deviceStatusSync: true,
          threatStatusSync: true,
          errorEmail: "soc@contoso.com",
        },
      ],
    );
    assert.deepEqual(lookout.data.enrollmentSettings, { daysUntilDisconnected: 30 });

    const connector = await readConnector(workspace.graph);
    assert.equal(connector.partnerState, "enabled");
    assert.deepEqual(
      [connector.androidEnabled, connector.iosEnabled, connector.allowPartnerToCollectIOSApplicationMetadata],
      [true, true, true],
    );
  });

  it("keeps every credential and token out of its state, encrypted or not", async () => {
    const state = await workspace.state();
    const { clientSecret, lookoutApplicationKey } = workspace.tenant.tenant.connection;
    for (const secret of [clientSecret, lookoutApplicationKey, "eyJ", "local."]) {
      assert.ok(!state.includes(secret), `the state contains ${secret.slice(0, 6)}…`);
    }
  });

  it("changes nothing in a second run, and sends not one write", async () => {
    const before = workspace.tenant.requests().length;
    const second = await workspace.pulumi([...upAsBareStack, "--expect-no-changes"]);
    assert.equal(second.code, 0, second.output);
    assert.deepEqual(workspace.writesAfter(before), []);
  });

  it("lets the command find the enrollment groups and credentials by itself", async () => {
    await workspace.controls.post("/fleet", { count: 7, overMs: 0, groupName: "Lookout pilot", activateAfterMs: 0 });
    const args = ["enrollment", "--stack", "test", "--cwd", workspace.folder];
    const { code, stdout, stderr } = await runCommand(args, workspace.env);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /\n7 of 7 phones enrolled\.\n$/);
  });

  it("is accepted by the policy pack as a state file", async () => {
    const file = join(workspace.folder, "state.json");
    writeFileSync(file, await workspace.state());
    const pack = ["--policy-pack", policyPack, "--policy-pack-config", bareStackPolicies];
    const analyze = ["policy", "analyze", "--file", file, ...pack];
    const analysis = await run("pulumi", analyze, workspace.folder, workspace.env).finished;
    assert.equal(analysis.code, 0, analysis.output);
  });

  it("shows what someone changed in Intune and at Lookout behind its back, and puts both back", async () => {
    await workspace.graph.patch(connectorPath, {
      "@odata.type": "#microsoft.graph.mobileThreatDefenseConnector",
      androidEnabled: false,
    });
    await workspace.controls.put("/console/enrollment-settings", { daysUntilDisconnected: 77 });
    const refresh = await workspace.pulumi(["refresh", "--yes", "--skip-preview"]);
    assert.equal(refresh.code, 0, refresh.output);

    const repair = await workspace.pulumi(["up", "--yes", "--skip-preview", "--diff"]);
    assert.equal(repair.code, 0, repair.output);
    assert.match(repair.output, /enabled\s*:\s*false => true/);
    assert.match(repair.output, /daysUntilDisconnected\s*:\s*77 => 30/);
    assert.equal((await readConnector(workspace.graph)).androidEnabled, true);
    const { data } = await workspace.controls.get<{ enrollmentSettings: object }>("/lookout");
    assert.deepEqual(data.enrollmentSettings, { daysUntilDisconnected: 30 });
  });

  it("is stopped in the preview by a rule that the organization made tighter, and writes nothing", async () => {
    const file = join(workspace.folder, "policy-config.json");
    const bare = JSON.parse(readFileSync(bareStackPolicies, "utf8")) as object;
    writeFileSync(file, JSON.stringify({ ...bare, "lookout-disconnect-window-limited": { maximumDays: 14 } }));
    const before = workspace.tenant.requests().length;
    const refused = await workspace.pulumi([...up, "--policy-pack-config", file]);
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /daysUntilDisconnected is 30, but 1 to 14 days are allowed here/);
    assert.deepEqual(workspace.writesAfter(before), []);
  });

  it("is destroyed but for Intune's connector, whose toggles are off", async () => {
    const destroy = await workspace.pulumi(["destroy", "--yes", "--skip-preview"]);
    assert.equal(destroy.code, 0, destroy.output);
    const connector = await readConnector(workspace.graph);
    assert.deepEqual([connector.androidEnabled, connector.iosEnabled], [false, false]);
    const groups = await workspace.graph.get<{ value: object[] }>("/v1.0/groups");
    assert.deepEqual(groups.data.value, []);
    const { data } = await workspace.controls.get<{ connectors: object[] }>("/lookout");
    assert.deepEqual(data.connectors, []);
  });
});
