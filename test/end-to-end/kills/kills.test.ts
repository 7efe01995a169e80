import assert from "node:assert/strict";
import { runClean, runKill, type CleanRun, type Outcome } from "./kill-cycle";

/** `npm run test:kills` kills at every write; these stand for the ways in which a killed run can leave an object. */
const sample = {
  "a policy is created, but not assigned": "POST /v1.0/deviceManagement/deviceCompliancePolicies",
  "the connector's toggles are on": "PATCH /beta/deviceManagement/mobileThreatDefenseConnectors/{id}",
  "a group of azuread's is created": "POST /beta/groups",
} as const;

describe("a run that is killed at a write whose answer never arrives", function () {
  this.timeout(300_000);
  const outcomes = new Map<string, Promise<Outcome>>();

  // Two at once, because most of the time is spent waiting.
  before(() => {
    const clean: Promise<CleanRun> = runClean("answered");
    let [one, other]: Promise<unknown>[] = [clean, Promise.resolve()];
    for (const [left, request] of Object.entries(sample)) {
      const outcome = Promise.resolve(other).then(() => runKill({ request, nth: 1, moment: "unanswered" }, clean));
      outcomes.set(left, outcome);
      [one, other] = [outcome.catch(() => undefined), one];
    }
  });

  for (const left of Object.keys(sample)) {
    it(`is gone on with when ${left}, ends like any other run, and a destroy leaves nothing`, async () => {
      const outcome = await outcomes.get(left);
      assert.deepEqual(outcome?.problems, []);
    });
  }

  it("needs lookout-intune recover for the group only", async () => {
    const all = await Promise.all(outcomes.values());
    assert.deepEqual(
      all.map(({ recovered }) => recovered),
      [false, false, true],
    );
  });
});
