import assert from "node:assert/strict";
import { emptyMemory, type EvidenceMemory } from "../../../console/evidence/evidence-memory";
import { listObservedRisks, type ObservedRisk } from "../../../console/evidence/observed-risks";
import type { Risk } from "../../../model/risk";
import {
  describeComplianceEffects,
  describeDeclaredEffect,
} from "../../../resources/lookout-threat-classifications/compliance-effects";

const at = "2026-02-01T09:00:00Z";
const event = (classification: string, risk: Risk): ObservedRisk => ({
  classification,
  risk,
  source: "Lookout's audit events",
  at,
});

describe("effects on compliance, beside what Lookout was seen to have", () => {
  it("show a declared risk and an observed one, each with its effect on compliance", () => {
    const effects = describeComplianceEffects({ risks: { ADWARE: "high", WORM: "low" } }, [event("ADWARE", "none")]);
    const adware = effects["Default Group / ADWARE"];
    assert.deepEqual([adware?.risk, adware?.failsPoliciesThatRequire], ["high", ["secured", "low", "medium"]]);
    assert.deepEqual(adware?.observed, [
      { risk: "none", threatLevel: "secured", failsPoliciesThatRequire: [], source: "Lookout's audit events", at },
    ]);
    assert.ok(adware);
    assert.equal(
      describeDeclaredEffect(adware),
      `declared: high: fails policies that require secured, low or medium; Lookout's audit events show none: fails no policy (${at})`,
    );
    assert.deepEqual(Object.keys(effects["Default Group / WORM"] ?? {}), [
      "risk",
      "threatLevel",
      "failsPoliciesThatRequire",
    ]);
    assert.equal(describeDeclaredEffect({ risk: "low" }), "low: fails policies that require secured");
  });

  it("report nothing about a risk that some device group declares, as no evidence names the group", () => {
    const settings = { risks: { ADWARE: "high" as const }, deviceGroups: { Executives: { ADWARE: "low" as const } } };
    const effects = describeComplianceEffects(settings, [event("ADWARE", "low"), event("SPAM", "none")]);
    assert.ok(Object.values(effects).every(({ observed }) => observed === undefined));
    const other = describeComplianceEffects(settings, [event("ADWARE", "none")]);
    assert.deepEqual(
      Object.values(other).map(({ observed }) => observed?.map(({ risk }) => risk)),
      [["none"], ["none"]],
    );
  });

  it("come from the last change and from open threats, but not from threats assessed before a record can have taken effect", () => {
    const change = { eventId: "e", at, auditType: "", changeType: "", actorType: "", actorId: null };
    const memory: EvidenceMemory = { ...emptyMemory, risks: { ADWARE: { ...change, risk: "low" } } };
    const threats = [{ classification: "WORM", risk: "none", shown: "NONE", threatId: "t", count: 1 } as const];
    const seen = (acknowledgedAt: string | null) =>
      listObservedRisks(memory, { threats, observedAt: "2026-02-03T09:00:00Z" }, acknowledgedAt).map(
        ({ classification, source }) => `${classification} by ${source}`,
      );
    const both = ["ADWARE by Lookout's audit events", "WORM by Lookout's open threats"];
    assert.deepEqual(seen(null), both);
    assert.deepEqual(seen("2026-02-02T08:00:00Z"), both);
    assert.deepEqual(seen("2026-02-02T10:00:00Z"), both.slice(0, 1));
    assert.deepEqual(listObservedRisks(memory, { threats: null, observedAt: at }, null).length, 1);
  });
});
