import assert from "node:assert/strict";
import { assignmentsIn, openOlderState, planOf, type OlderState, type PlannedStep } from "./older-state";
import type { StackConfig } from "./stack-workspace";

const renamed = ["lookout-evidence", "lookout-support-handoff-mail", "lookout-tenant-consent"];

/** Their state gets the tenant, and what their removal does. */
const recordsTenant = [
  "lookout-app-android",
  "lookout-app-ios",
  "lookout-app-ios-configuration",
  "lookout-app-protection-android",
  "lookout-app-protection-ios",
  "lookout-compliance-android-device-owner",
  "lookout-compliance-android-work-profile",
  "lookout-compliance-ios",
  "lookout-intune-connector",
];

/** In console mode, nothing is sent to Lookout for these. */
const throughGateway = [
  "lookout-connector",
  "lookout-enrollment-settings",
  "lookout-notification-preferences",
  "lookout-threat-classifications",
];

/** The fixture in console mode has none of these. */
const onlyInGatewayFixture = ["lookout-diagnostic-settings", "lookout-threat-feed"];

function updatesIn(mode: "gateway" | "console"): PlannedStep[] {
  const updated = [
    ...renamed,
    ...recordsTenant,
    ...(mode === "gateway" ? [...throughGateway, ...onlyInGatewayFixture] : []),
  ];
  const steps = updated.map((name): PlannedStep => ({ op: "update", name }));
  const byName = (a: PlannedStep, b: PlannedStep) => (a.name < b.name ? -1 : 1);
  return [...steps, { op: "create", name: "lookout-baseline" } as const].sort(byName);
}

/** What a person makes of the config when the new name of a key is asked for. */
function withPresentKeys(config: StackConfig): StackConfig {
  const { organisation, ...sender } = config["lookout-intune:supportHandoff"] as Record<string, unknown>;
  return { ...config, "lookout-intune:supportHandoff": { ...sender, organization: organisation } };
}

/** The titles of a runbook's tasks, each with the revision that is due. */
function tasksIn(runbook: unknown): string[] {
  return typeof runbook === "string" ? (runbook.match(/^## .*revision r-[0-9a-f]{12}.*$/gm) ?? []) : [];
}

for (const mode of ["gateway", "console"] as const) {
  describe(`state of before 0.1.0 in ${mode} mode, on the real engine`, function () {
    this.timeout(240_000);
    let older: OlderState;

    before(async () => {
      older = await openOlderState("state-before-0.1.0", mode);
    });
    after(() => older.workspace.dispose());

    it("is refused with its config as it was, by the new name of the key", async () => {
      older.workspace.configure(older.config);
      const { code, output } = await older.workspace.pulumi(["preview"]);
      assert.notEqual(code, 0, output);
      assert.match(output, /supportHandoff\.organisation: .*lookout-intune:supportHandoff\.organization/);
    });

    it("is adopted with the updates that record new names and the tenant, and no other", async () => {
      older.workspace.configure(withPresentKeys(older.config));
      assert.deepEqual(await planOf(older.workspace), updatesIn(mode));
    });

    it("ends nobody's protection in an update that leaves out the record of the rollout", async () => {
      const { workspace, config } = older;
      const narrowed = { rings: ["staff", "pilot"], reached: "staff" };
      workspace.configure({ ...withPresentKeys(config), "lookout-intune:rollout": narrowed });
      await assert.rejects(planOf(workspace), /removes the protection of pilot/);
      const { before: assigned, after } = await assignmentsIn(workspace, "--exclude", "**::lookout-rollout");
      assert.ok(Object.keys(assigned).length >= 8, Object.keys(assigned).join());
      assert.deepEqual(after, assigned);
      workspace.configure(withPresentKeys(config));
    });

    it("is updated without a write to any service, and then shows no change", async () => {
      const { workspace } = older;
      const before = workspace.tenant.requests().length;
      const up = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
      assert.equal(up.code, 0, up.output);
      assert.deepEqual(workspace.writesAfter(before), []);
      assert.deepEqual(await planOf(workspace), []);
    });

    it("keeps every revision and record, so nothing becomes due again", async () => {
      const now = await older.workspace.outputs();
      for (const output of ["revisions", "statuses", "handoffRevision", "handoffStatus", "handoffMail"]) {
        assert.deepEqual(now[output], older.outputs[output], output);
      }
      // Its words may change; what is due may not.
      assert.deepEqual(tasksIn(now.runbook), tasksIn(older.outputs.runbook));
      assert.equal(now.handoffStatus, "sent");
    });

    it("is destroyed, with the groups and policies that it made", async () => {
      const { workspace } = older;
      const destroy = await workspace.pulumi(["destroy", "--yes", "--skip-preview"]);
      assert.equal(destroy.code, 0, destroy.output);
      for (const path of [
        "/v1.0/groups",
        "/v1.0/deviceManagement/deviceCompliancePolicies",
        "/beta/deviceAppManagement/iosManagedAppProtections",
        "/beta/deviceAppManagement/androidManagedAppProtections",
        "/v1.0/identity/conditionalAccess/policies",
      ]) {
        assert.deepEqual((await workspace.graph.get<{ value: object[] }>(path)).data.value, [], path);
      }
      const { data } = await workspace.controls.get<{ connectors: object[] }>("/lookout");
      assert.equal(data.connectors.length, mode === "gateway" ? 0 : 1);
    });
  });
}
