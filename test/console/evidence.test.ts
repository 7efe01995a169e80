import assert from "node:assert/strict";
import fc from "fast-check";
import { findEvidence, statusesWith, type PresentObservations } from "../../console/evidence/evaluate-evidence";
import {
  emptyMemory,
  rememberEvents,
  rememberIntune,
  type EvidenceMemory,
} from "../../console/evidence/evidence-memory";
import type { RecordedSettings, RecordedSubjects } from "../../console/evidence/finding";
import type { AuditEvent } from "../../console/evidence/observations";
import { writeRunbook } from "../../console/runbook/runbook-markdown";
import { threatClassifications } from "../../model/threat-classification-ids";
import { repairTasks } from "../../resources/lookout-evidence/repair";
import type { ThreatClassificationSettings } from "../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";

const acknowledgedAt = "2026-01-31T09:00:00Z";
const before = "2026-01-31T08:00:00Z";
const after = "2026-01-31T10:00:00Z";

const acknowledged = (acknowledgedSettings: object): RecordedSettings => ({
  revision: "r-0123456789ab",
  consoleStatus: "acknowledged",
  acknowledgedSettings,
  acknowledgedAt,
});
const risks = (settings: ThreatClassificationSettings["risks"]) => ({ risks: settings, deviceGroups: {} });
const subjects: RecordedSubjects = {
  connector: acknowledged({
    heartbeatMinutes: 15,
    enrollmentGroupNames: ["Pilot"],
    deviceStatusSync: true,
    threatStatusSync: true,
    errorEmail: "soc@contoso.com",
  }),
  enrollmentSettings: acknowledged({ daysUntilDisconnected: 30 }),
  threatClassifications: acknowledged(risks({ ADWARE: "high", WORM: { android: "high", ios: "low" } })),
};
const nothingElse: PresentObservations = {
  intune: null,
  devices: null,
  threats: null,
  groups: null,
  observedAt: "2026-02-03T09:00:00Z",
};

let count = 0;
const event = (change: Partial<AuditEvent>): AuditEvent => ({
  id: `0190bc7d-0000-7000-8000-${String((count += 1)).padStart(12, "0")}`,
  at: after,
  auditType: "MDM_CONNECTOR",
  changeType: "UPDATED",
  actorType: "ADMIN",
  actorId: "a1",
  changes: [],
  ...change,
});
const classification = (name: string, to: string, change: Partial<AuditEvent> = {}) =>
  event({ auditType: "CLASSIFICATION_POLICY", changes: [{ name, to }], ...change });
const memoryOf = (...events: AuditEvent[]): EvidenceMemory =>
  rememberEvents(emptyMemory, { events, lastEventId: events.at(-1)?.id ?? null, seenUntil: null, historyFrom: null });
const statusesOf = (memory: EvidenceMemory, present = nothingElse, of = subjects) =>
  statusesWith(of, findEvidence(of, memory, present));

describe("evidence about acknowledged settings", () => {
  it("leaves every record as it is when nothing was seen", () => {
    assert.deepEqual(statusesOf(emptyMemory), {
      connector: "acknowledged",
      enrollmentSettings: "acknowledged",
      notificationPreferences: null,
      threatClassifications: "acknowledged",
    });
  });

  it("contradicts a connector that an administrator changed afterwards, and names the event", () => {
    const change = event({});
    const findings = findEvidence(subjects, memoryOf(change), nothingElse);
    assert.equal(statusesWith(subjects, findings).connector, "contradicted");
    const [{ text } = { text: "" }] = findings;
    for (const part of [change.id, after, acknowledgedAt, "(a1) changed", "does not report which fields"]) {
      assert.ok(text.includes(part), text);
    }
  });

  it("treats changes before the acknowledgement as acknowledged", () => {
    assert.equal(statusesOf(memoryOf(event({ at: before }))).connector, "acknowledged");
  });

  it("does not treat the system's own updates as somebody's change, but any deletion", () => {
    assert.equal(statusesOf(memoryOf(event({ actorType: "SYSTEM" }))).connector, "acknowledged");
    const gone = event({ actorType: "SYSTEM", changeType: "DELETED" });
    assert.equal(statusesOf(memoryOf(gone)).connector, "contradicted");
  });

  it("contradicts a risk that was last set to another value, and requests only this one", () => {
    const memory = memoryOf(classification("ADWARE", "LOW"), classification("WORM", "LOW"));
    const findings = findEvidence(subjects, memory, nothingElse);
    assert.equal(statusesWith(subjects, findings).threatClassifications, "contradicted");
    assert.deepEqual(
      findings.map((finding) => finding.classification),
      ["ADWARE"],
    );
    const task = repairTasks(subjects, findings, memory).threatClassifications;
    assert.ok(task !== null);
    assert.match(writeRunbook([task]), /Risk of ADWARE: `Low` → `High`/);
    assert.doesNotMatch(writeRunbook([task]), /WORM/);
  });

  it("describes what a contradicted risk does to compliance, beside what the declared one does", () => {
    const [finding] = findEvidence(subjects, memoryOf(classification("ADWARE", "LOW")), nothingElse);
    assert.match(
      finding?.text ?? "",
      /counts as low: fails policies that require secured; declared: high: fails policies that require secured, low or medium\.$/,
    );
  });

  it("finds a group that was renamed or deleted, whatever is recorded, and does not contradict the record", () => {
    const seen = (displayName: string | null) => ({
      ...nothingElse,
      groups: [{ objectId: "g1", givenName: "Lookout pilot", displayName }],
    });
    const gateway = { connector: { ...acknowledged({}), consoleStatus: null } };
    for (const of of [subjects, gateway, {}]) {
      assert.deepEqual(findEvidence(of, emptyMemory, seen("Lookout pilot")), []);
      const [finding, ...others] = findEvidence(of, emptyMemory, seen("Phones"));
      assert.deepEqual([finding?.subject, finding?.verdict, others], ["connector", "fails", []]);
      assert.match(
        finding?.text ?? "",
        /^The enrollment group g1 is now named "Phones" in Entra, but Lookout has the name "Lookout pilot"\. .*enrolls no device/,
      );
    }
    const text = (displayName: string | null) => findEvidence({}, emptyMemory, seen(displayName))[0]?.text ?? "";
    assert.match(text("Lookout Pilot"), /"Lookout pilot", which differs only by case/);
    assert.match(
      text(null),
      /no longer has the enrollment group "Lookout pilot" \(g1\), so Lookout enrolls nobody through it/,
    );
    assert.equal(statusesOf(emptyMemory, seen("Phones")).connector, "acknowledged");
  });

  it("believes the record again once the risk was set back", () => {
    const changed = memoryOf(classification("ADWARE", "LOW"));
    const back = classification("ADWARE", "HIGH");
    const memory = rememberEvents(changed, {
      events: [back],
      lastEventId: back.id,
      seenUntil: null,
      historyFrom: null,
    });
    assert.equal(statusesOf(memory).threatClassifications, "acknowledged");
  });

  it("counts a wrong risk from before the acknowledgement, too, because it is the last change in Lookout", () => {
    const memory = memoryOf(classification("ADWARE", "NONE", { at: before }));
    assert.equal(statusesOf(memory).threatClassifications, "contradicted");
  });

  it("knows nothing about risks any more when Lookout's history has a gap", () => {
    const changed = memoryOf(classification("ADWARE", "LOW"));
    const memory = rememberEvents(changed, { events: [], lastEventId: null, seenUntil: null, historyFrom: after });
    assert.equal(statusesOf(memory).threatClassifications, "acknowledged");
    assert.equal(memory.gapBefore, after);
    assert.equal(memory.lastEventId, changed.lastEventId);
  });

  it("requests a review after a change that may concern enrollment settings, and claims no more", () => {
    const findings = findEvidence(subjects, memoryOf(event({ auditType: "PRODUCT_SETTINGS" })), nothingElse);
    assert.deepEqual(
      findings.map(({ subject, verdict }) => [subject, verdict]),
      [["enrollmentSettings", "review"]],
    );
    assert.equal(statusesWith(subjects, findings).enrollmentSettings, "acknowledged");
  });

  it("contradicts a connector that Intune calls unresponsive, or no longer has", () => {
    const at = (partnerState: string | null): PresentObservations => ({
      ...nothingElse,
      intune: { partnerState, lastHeartbeat: before },
    });
    const seen = rememberIntune(emptyMemory, { partnerState: "enabled", lastHeartbeat: before });
    assert.equal(statusesOf(emptyMemory, at("unresponsive")).connector, "contradicted");
    for (const state of [null, "neverConfigured", "unavailable", "notSetUp"]) {
      assert.equal(statusesOf(seen, at(state)).connector, "contradicted");
      assert.equal(statusesOf(emptyMemory, at(state)).connector, "acknowledged");
    }
    for (const state of ["enabled", "available"]) {
      assert.equal(statusesOf(seen, at(state)).connector, "acknowledged");
      assert.deepEqual(findEvidence(subjects, seen, at(state)), []);
    }
  });

  it("requests a review of a connector with an error or an unknown state, and counts neither as connected", () => {
    for (const state of ["error", "somethingNew", "no state"]) {
      const intune = { partnerState: state, lastHeartbeat: before };
      const [finding, ...others] = findEvidence(subjects, emptyMemory, { ...nothingElse, intune });
      assert.deepEqual([finding?.subject, finding?.verdict, others], ["connector", "review", []]);
      assert.ok(finding?.text.startsWith(`Intune shows Lookout's connector as ${state}`), finding?.text);
      assert.equal(rememberIntune(emptyMemory, intune).wasConnected, state === "error");
    }
  });

  it("requests a review of open threats with an undeclared risk, after Lookout had a day to reassess them", () => {
    const threats = [
      { classification: "ADWARE", risk: "low", shown: "LOW", threatId: "t1", count: 3 },
      { classification: "ADWARE", risk: "high", shown: "HIGH", threatId: "t2", count: 1 },
      { classification: "SPAM", risk: "low", shown: "LOW", threatId: "t3", count: 1 },
    ] as const;
    const [finding, ...others] = findEvidence(subjects, emptyMemory, { ...nothingElse, threats });
    assert.deepEqual([finding?.verdict, others], ["review", []]);
    assert.match(
      finding?.text ?? "",
      /^Indirect sign: 3 open threats of ADWARE \(such as t1\) have the risk Low; declared: High/,
    );
    assert.deepEqual(findEvidence(subjects, emptyMemory, { ...nothingElse, threats, observedAt: after }), []);
  });

  it("treats a risk that it does not know as unknown: neither as the declared one, nor as one that contradicts", () => {
    const changed = memoryOf(classification("ADWARE", "HIGH"), classification("ADWARE", "CRITICAL"));
    const [finding, ...others] = findEvidence(subjects, changed, nothingElse);
    assert.deepEqual([finding?.verdict, finding?.classification, others], ["review", "ADWARE", []]);
    assert.match(finding?.text ?? "", /set ADWARE to "CRITICAL", which this release does not know at /);
    const wrong = memoryOf(classification("ADWARE", "LOW"), classification("ADWARE", "CRITICAL"));
    assert.equal(statusesOf(wrong).threatClassifications, "acknowledged", "what was before no longer holds");
    assert.deepEqual(memoryOf(classification("policy_group_name", "CRITICAL")).risks, {});

    const threats = [{ classification: "ADWARE", risk: null, shown: "CRITICAL", threatId: "t1", count: 1 }];
    const [open] = findEvidence(subjects, emptyMemory, { ...nothingElse, threats });
    assert.match(open?.text ?? "", /have the risk "CRITICAL", which this release does not know; declared: High/);
  });

  it("counts a change by an actor that it does not know", () => {
    assert.equal(statusesOf(memoryOf(event({ actorType: "PARTNER" }))).connector, "contradicted");
  });

  it("requests a review if devices report several connectors", () => {
    const devices = {
      pending: 1,
      active: 5,
      disconnected: 0,
      connectorIds: ["a", "b"],
      sampleSize: 6,
      activeWithoutConnector: 0,
    };
    const findings = findEvidence(subjects, emptyMemory, { ...nothingElse, devices });
    assert.deepEqual(
      findings.map(({ subject, verdict }) => [subject, verdict]),
      [["connector", "review"]],
    );
    const one = { ...devices, connectorIds: ["a"] };
    assert.deepEqual(findEvidence(subjects, emptyMemory, { ...nothingElse, devices: one }), []);
    const astray = findEvidence(subjects, emptyMemory, {
      ...nothingElse,
      devices: { ...one, activeWithoutConnector: 2 },
    });
    assert.match(astray[0]?.text ?? "", /^Indirect sign: 2 of the newest 6 devices are active but report no connector/);
  });

  it("reports nothing about settings that nobody acknowledged", () => {
    const awaiting = Object.fromEntries(
      Object.entries(subjects).map(([name, of]) => [name, { ...of, consoleStatus: "awaiting console" as const }]),
    );
    const memory = memoryOf(event({}), classification("ADWARE", "LOW"));
    assert.deepEqual(findEvidence(awaiting, memory, nothingElse), []);
    assert.deepEqual(repairTasks(awaiting, [], memory).connector, null);
  });

  it("has the same result however the events are split into reads, repeated or reordered", () => {
    const change = fc.record({
      name: fc.constantFrom(...threatClassifications.slice(0, 4)),
      to: fc.constantFrom("NONE", "LOW", "HIGH", "SOMETHING_NEW"),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), fc.func(fc.integer()), (changes, rank) => {
        const events = changes.map(({ name, to }) => classification(name, to));
        const shuffled = [...events, ...events.slice(1)].sort((a, b) => rank(a.id) - rank(b.id));
        const inOne = memoryOf(...events).risks;
        const cut = shuffled.reduce(
          (memory, one) =>
            rememberEvents(memory, { events: [one], lastEventId: one.id, seenUntil: null, historyFrom: null }),
          emptyMemory,
        ).risks;
        assert.deepEqual(cut, inOne);
        for (const [name, { risk }] of Object.entries(inOne)) {
          const last = changes.findLast((one) => one.name === name)?.to;
          assert.equal(risk, last === "SOMETHING_NEW" ? null : last?.toLowerCase());
        }
      }),
    );
  });
});
