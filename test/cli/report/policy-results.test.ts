import assert from "node:assert/strict";
import fc from "fast-check";
import { readPolicyResults } from "lookout-intune/internal/report/policy-results";

const violation = (changes: object = {}) => ({
  sequence: 1,
  timestamp: 1_795_652_322,
  policyEvent: {
    resourceUrn: "urn:pulumi:prod::shop::my:pkg:Component$azuread:index/group:Group::lookout::full",
    message: "<{%fg 1%}>not security enabled<{%reset%}>",
    policyName: "entra-groups-security-enabled",
    enforcementLevel: "advisory",
    ...changes,
  },
});
const end = {
  sequence: 9,
  timestamp: 1_795_652_400,
  summaryEvent: { PolicyPacks: { "mine|local|packs/mine": "1.2.3" } },
};
const read = (...events: readonly object[]) =>
  readPolicyResults(events.map((one) => JSON.stringify(one)).join("\n"), "A file");

describe("results of policies", () => {
  it("name the resource and the pack as people do, without the engine's colors", () => {
    assert.deepEqual(read(violation(), end), {
      source: "A file",
      at: "2026-11-26T00:20:00.000Z",
      packs: [{ name: "mine", version: "1.2.3" }],
      complete: true,
      passed: {},
      violations: [
        {
          policy: "entra-groups-security-enabled",
          level: "advisory",
          severity: null,
          resource: "Group lookout::full",
          message: "not security enabled",
        },
      ],
    });
  });

  it("report a policy on the whole stack as on no resource", () => {
    const stack = { resourceUrn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod" };
    assert.equal(read(violation(stack))?.violations[0]?.resource, null);
    assert.equal(read(violation({ resourceUrn: undefined }))?.violations[0]?.resource, null);
  });

  it("are not complete without the run's end", () => {
    assert.equal(read(violation())?.complete, false);
  });

  it("come from events alone: whatever else a file holds is passed over, and makes no results", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json())), (lines) => {
        assert.equal(readPolicyResults(lines.map((line) => line.replace(/[\r\n]/g, "")).join("\n"), ""), undefined);
        const among = [
          ...lines.map((line) => line.replace(/[\r\n]/g, "")),
          JSON.stringify(violation()),
          JSON.stringify(end),
        ];
        assert.equal(readPolicyResults(among.join("\n"), "")?.violations.length, 1);
      }),
    );
  });
});
