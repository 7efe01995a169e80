import assert from "node:assert/strict";
import { driftOf } from "lookout-intune/internal/drift/dynamic-drift";
import { describeAddConnectorStep } from "../../../model/add-connector-step";
import { live } from "../status/done-inputs";

describe("the drift that evidence shows", () => {
  it("differs if a record is contradicted or Lookout no longer finds a group; other findings are to review", () => {
    const findings = (["contradicts", "fails", "review"] as const).map((verdict) => ({
      subject: "connector",
      verdict,
      text: `it ${verdict}`,
    }));
    const entries = driftOf(live("LookoutEvidence", {}, { findings, evidenceSources: [] }));
    assert.deepEqual(
      entries.map(({ verdict, title, evidence }) => [verdict, title, evidence.join()]),
      [
        ["differs", "Record of connector", "it contradicts"],
        ["differs", "Enrollment groups", "it fails"],
        ["review", "Record of connector", "it review"],
      ],
    );
  });
});

describe("the drift of the consent", () => {
  it("is unknown while an earlier read is all there is, and none after a new one", () => {
    const consent = live("LookoutTenantConsent", {}, { consentStatus: "found", observedAt: "2026-01-01T00:00:00Z" });
    const verdicts = (resource: typeof consent) => driftOf(resource).map(({ verdict }) => verdict);
    assert.deepEqual(verdicts(consent), ["unknown"]);
    const outputs = { ...consent.stored.outputs, observedAt: "2026-01-02T00:00:00Z" };
    assert.deepEqual(verdicts({ ...consent, actual: { value: { outputs, differences: [] } } }), []);
  });
});

describe("the drift of Intune's connector", () => {
  const drift = (outputs: object) => {
    const [entry, ...others] = driftOf(
      live("IntuneMtdConnector", {}, { connected: true, lastHeartbeat: null, ...outputs }),
    );
    assert.deepEqual(others, []);
    return [entry?.verdict, entry?.evidence.join() ?? ""] as const;
  };

  it("depends on the partner state: none while it works, and none of the known ones for an unknown state", () => {
    for (const [partnerState, verdict, text] of [
      ["enabled", undefined, /^$/],
      ["available", undefined, /^$/],
      ["unresponsive", "differs", /no heartbeat/i],
      ["error", "differs", /reports an error/],
      ["unavailable", "differs", /no longer connected/],
      ["neverConfigured", "differs", /no longer connected/],
      ["quarantined", "unknown", /as quarantined.*does not know that state/],
    ] as const) {
      const [found, evidence] = drift({ partnerState });
      assert.equal(found, verdict, partnerState);
      assert.match(evidence, text);
    }
  });

  it("is pending before it was configured, and names the step that adds it where nobody has", () => {
    for (const [partnerState, isToBeAdded] of [
      [null, true],
      ["neverConfigured", true],
      ["notSetUp", false],
      ["available", false],
    ] as const) {
      const [verdict, evidence] = drift({ partnerState, connected: false });
      assert.equal(verdict, "pending");
      assert.equal(evidence.includes(describeAddConnectorStep()), isToBeAdded);
    }
  });
});
