import assert from "node:assert/strict";
import fc from "fast-check";
import { providers } from "../../../resources/registry";

const toggles = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, fc.boolean()])), { requiredKeys: [] });
const text = fc.string({ minLength: 1 });

const inputs = {
  IntuneMtdConnector: fc.record(
    {
      partner: fc.constantFrom("Lookout for Work", "Zimperium"),
      partnerId: fc.uuid(),
      android: toggles(["enabled", "blockWhenPartnerDataMissing", "appProtection"]),
      ios: toggles(["enabled", "appSync", "personalAppInventory"]),
      unresponsiveAfterDays: fc.integer({ min: 1, max: 30 }),
      waitMinutes: fc.integer({ min: 1, max: 60 }),
    },
    { requiredKeys: [] },
  ),
  LookoutConnector: fc.record(
    {
      heartbeatMinutes: fc.integer({ min: 1 }),
      enrollmentGroupNames: fc.uniqueArray(text, { minLength: 1 }),
      errorEmail: fc.emailAddress(),
      mode: fc.constantFrom("console", "gateway"),
      adopt: fc.boolean(),
    },
    { requiredKeys: ["heartbeatMinutes", "enrollmentGroupNames", "errorEmail"] },
  ),
  LookoutEnrollmentSettings: fc.record({ daysUntilDisconnected: fc.integer({ min: 1, max: 90 }) }),
};

describe("the diff of every resource", () => {
  for (const type of ["IntuneMtdConnector", "LookoutConnector", "LookoutEnrollmentSettings"] as const) {
    it(`sees no change between ${type}'s inputs and the same with defaults, observations and another provider`, async () => {
      const handler = providers[type];
      await fc.assert(
        fc.asyncProperty(inputs[type], text, async (given, heartbeat) => {
          const checked = (await handler.check({}, given)).inputs;
          const recorded = { ...checked, __provider: "older", lastHeartbeat: heartbeat, partnerState: heartbeat };
          assert.equal((await handler.diff("id", recorded, { ...checked, __provider: "newer" })).changes, false);
          assert.equal((await handler.diff("id", recorded, given)).changes, false);
          assert.deepEqual((await handler.check({}, checked)).inputs, checked);
        }),
      );
    });
  }
});
