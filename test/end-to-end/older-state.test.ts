import assert from "node:assert/strict";
import { openOlderState, planOf, type OlderState, type PlannedStep } from "./older-state";

/** What a renamed key has to be written anew for. */
const updates: readonly PlannedStep[] = [];

for (const mode of ["gateway", "console"] as const) {
  describe(`state of before 0.1.0 in ${mode} mode, on the real engine`, function () {
    this.timeout(240_000);
    let older: OlderState;

    before(async () => {
      older = await openOlderState("state-before-0.1.0", mode);
      older.workspace.configure(older.config);
    });
    after(() => older.workspace.dispose());

    it("is taken over with the updates that renamed keys need, and no other", async () => {
      assert.deepEqual(await planOf(older.workspace), updates);
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
      for (const output of ["revisions", "statuses", "handoffRevision", "handoffStatus", "handoffMail", "runbook"]) {
        assert.deepEqual(now[output], older.outputs[output], output);
      }
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
