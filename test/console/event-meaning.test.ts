import assert from "node:assert/strict";
import fc from "fast-check";
import { findEvidence, statusesWith } from "../../console/evidence/evaluate-evidence";
import { emptyMemory, rememberEvents, type EvidenceMemory } from "../../console/evidence/evidence-memory";
import type { RecordedSubjects } from "../../console/evidence/finding";
import type { AuditEvent } from "../../console/evidence/observations";
import { listObservedResponses, listObservedRisks } from "../../console/evidence/observed-risks";
import { listOtherChanges } from "../../console/evidence/other-changes";
import { writeRunbook } from "../../console/runbook/runbook-markdown";
import { describeComplianceEffects } from "../../resources/lookout-threat-classifications/compliance-effects";
import { repairTasks } from "../../resources/lookout-evidence/repair";

const settings = {
  risks: { ADWARE: "high", WORM: "high" },
  deviceGroups: { Executives: { ADWARE: "medium" } },
} as const;
const recordedAt = (acknowledgedAt: string): RecordedSubjects => ({
  threatClassifications: {
    revision: "r-0123456789ab",
    consoleStatus: "acknowledged",
    acknowledgedSettings: settings,
    acknowledgedAt,
  },
  enrollmentSettings: {
    revision: "r-0123456789ac",
    consoleStatus: "acknowledged",
    acknowledgedSettings: { daysUntilDisconnected: 30 },
    acknowledgedAt,
  },
});
const subjects = recordedAt("2026-01-31T09:00:00Z");
const present = { intune: null, devices: null, threats: null, groups: null, observedAt: "2026-02-03T09:00:00Z" };

type Change = AuditEvent["changes"][number];

let count = 0;
const event = (auditType: string, changes: readonly Change[], change: Partial<AuditEvent> = {}): AuditEvent => ({
  id: `019b9cf1-05c0-7a10-8000-${String((count += 1)).padStart(12, "0")}`,
  at: "2026-01-31T10:00:00.000+00:00",
  auditType,
  changeType: "UPDATED",
  actorType: "ADMIN",
  actorId: "a1",
  changes,
  ...change,
});
const header = (name: string): Change => ({ name, to: null });
const group = (name = ""): Change[] => [
  { name: "policy_group_name", to: name },
  { name: "policy_group_guid", to: name === "" ? "" : "c1000000-0000-4000-8000-000000000001" },
];
const policy = (changes: readonly Change[], name = "", change: Partial<AuditEvent> = {}) =>
  event("CLASSIFICATION_POLICY", [...changes, ...group(name)], change);
const severity = (from: string, to: string): Change => ({ name: "severity", from, to });
const adware = (to: string, name = "", change: Partial<AuditEvent> = {}) =>
  policy([header("adware"), severity("high", to)], name, change);
const purge = (at: string) => event("ENTERPRISE", [], { changeType: "PURGED", actorType: "SYSTEM", actorId: null, at });
const memoryOf = (...events: AuditEvent[]): EvidenceMemory =>
  rememberEvents(emptyMemory, { events, lastEventId: null, seenUntil: null, historyFrom: null });
const findingsOf = (memory: EvidenceMemory, of = subjects) => findEvidence(of, memory, present);
const statusOf = (memory: EvidenceMemory, of = subjects) =>
  statusesWith(of, findingsOf(memory, of)).threatClassifications;

describe("an audit event of Lookout's policies", () => {
  it("contradicts the risk of the classification in its header, and names who did it, what and when", () => {
    const memory = memoryOf(
      policy([header("adware"), severity("high", "low"), { name: "action", from: "notify", to: "nothing" }]),
    );
    assert.equal(statusOf(memory), "contradicted");
    const [finding, ...others] = findingsOf(memory);
    assert.deepEqual([finding?.classification, finding?.deviceGroup, others], ["ADWARE", "Default Group", []]);
    assert.match(
      finding?.text ?? "",
      /^An administrator or Lookout's support \(a1\) set ADWARE to Low at 2026-01-31T10:00:00\.000\+00:00 .*Declared: High/,
    );
    assert.deepEqual(
      Object.values(memory.risks).map(({ classification, risk }) => [classification, risk]),
      [["ADWARE", "low"]],
    );
  });

  it("is read in the form of the reference for version 1, too", () => {
    const memory = memoryOf(event("CLASSIFICATION_POLICY", [{ name: "ADWARE", from: "HIGH", to: "LOW" }]));
    const [finding, ...others] = findingsOf(memory);
    assert.deepEqual([finding?.verdict, finding?.classification, others], ["contradicts", "ADWARE", []]);
  });

  it("changes nothing if it has no severity, whoever caused it", () => {
    const wrong = memoryOf(adware("low"));
    const saved = [
      policy([header("adware")]),
      policy([header("adware"), { name: "action", from: "notify", to: "quarantine_selective" }]),
      policy([header("adware")], "", { actorType: "SYSTEM", actorId: null }),
    ];
    const memory = rememberEvents(wrong, { events: saved, lastEventId: null, seenUntil: null, historyFrom: null });
    assert.deepEqual(memory.risks, wrong.risks);
    assert.deepEqual(findingsOf(memory), findingsOf(wrong));
    assert.deepEqual(findingsOf(memoryOf(...saved)), []);
  });

  it("shows the response on phones, in Lookout's word and apart from the risk, until a reset", () => {
    const action = (to: string, name = "") => policy([header("adware"), { name: "action", from: "notify", to }], name);
    const memory = memoryOf(action("content_block_and_alert"), action("nothing"), action("notify", "Executives"));
    const responses = (of: EvidenceMemory) =>
      listObservedResponses(of).map(({ deviceGroup, classification, response }) =>
        [deviceGroup, classification, response].join(" "),
      );
    assert.deepEqual(responses(memory), ["Default Group ADWARE nothing", "Executives ADWARE notify"]);
    assert.deepEqual(findingsOf(memory), []);
    const reset = policy([header("reset_policy")]);
    const afterReset = rememberEvents(memory, {
      events: [reset],
      lastEventId: null,
      seenUntil: null,
      historyFrom: null,
    });
    assert.deepEqual(responses(afterReset), ["Executives ADWARE notify"]);
    assert.deepEqual(responses(emptyMemory), []);
  });

  it("is about the device group that it names, letter for letter", () => {
    assert.equal(statusOf(memoryOf(adware("medium", "Executives"))), "acknowledged");
    assert.equal(statusOf(memoryOf(adware("high"), adware("medium", "Executives"))), "acknowledged");
    const memory = memoryOf(adware("high", "Executives"));
    const [finding, ...others] = findingsOf(memory);
    assert.deepEqual([finding?.verdict, finding?.deviceGroup, others], ["contradicts", "Executives", []]);
    assert.match(finding?.text ?? "", /set ADWARE to High for Lookout's device group "Executives" at/);
    const task = repairTasks(subjects, findingsOf(memory), memory).threatClassifications;
    assert.deepEqual(
      task?.steps.map(({ tab, change }) => [tab, change]),
      [["Device group Executives", { kind: "replace", from: "High", to: "Medium" }]],
    );
    const effects = describeComplianceEffects(settings, listObservedRisks(memory, present, null));
    assert.deepEqual(
      Object.entries(effects).flatMap(([key, { observed }]) => (observed === undefined ? [] : [key])),
      ["Executives / ADWARE"],
    );
  });

  it("contradicts nothing if no declared group has its name, and a name that looks the same is reported", () => {
    const memory = memoryOf(adware("none", "executives"));
    const [finding, ...others] = findingsOf(memory);
    assert.deepEqual([finding?.verdict, others], ["review", []]);
    assert.match(
      finding?.text ?? "",
      /device group "executives", which is not declared, .*contradicts no declared risk\. Its name differs from the declared "Executives": .*case/,
    );
    assert.equal(statusOf(memory), "acknowledged");
    assert.deepEqual(findingsOf(memoryOf(adware("none", "Kiosks", { at: "2026-01-31T08:00:00Z" }))), []);
  });

  it("does not take a group without a name, but with an id, for the Default Group", () => {
    const nameless = [
      { name: "policy_group_name", to: "" },
      { name: "policy_group_guid", to: "c1000000-0000-4000-8000-000000000001" },
    ];
    const change = event("CLASSIFICATION_POLICY", [header("adware"), severity("high", "low"), ...nameless]);
    assert.equal(statusOf(memoryOf(change)), "acknowledged");
  });

  it("of the Default Group is reported as one that other groups may inherit", () => {
    assert.match(
      findingsOf(memoryOf(adware("low")))[0]?.text ?? "",
      /Other device groups may inherit the change where they do not define ADWARE themselves/,
    );
    assert.doesNotMatch(findingsOf(memoryOf(adware("low", "Executives")))[0]?.text ?? "", /inherit/);
  });

  it("that resets the policy makes the risks of its group unknown, until they are set or recorded again", () => {
    const reset = policy([header("reset_policy")]);
    const earlier = { at: "2026-01-31T09:30:00Z" };
    const memory = memoryOf(adware("high", "", earlier), adware("medium", "Executives", earlier), reset);
    const [finding, ...others] = findingsOf(memory);
    assert.deepEqual([finding?.verdict, finding?.at, others], ["contradicts", reset.at, []]);
    assert.match(
      finding?.text ?? "",
      /reset the policy of the Default Group .* unknown: ADWARE, WORM\. Enter them again/,
    );
    const task = repairTasks(subjects, findingsOf(memory), memory).threatClassifications;
    assert.ok(task !== null);
    assert.match(writeRunbook([task]), /Default Group(.|\n)*Risk of ADWARE: `High`(.|\n)*Risk of WORM: `High`/);
    assert.doesNotMatch(writeRunbook([task]), /Executives/);
    assert.deepEqual(
      listObservedRisks(memory, present, null).map(({ deviceGroup, risk }) => [deviceGroup, risk]),
      [["Executives", "medium"]],
    );

    const recordedAnew = recordedAt("2026-01-31T11:00:00Z");
    assert.deepEqual(findingsOf(memory, recordedAnew), []);
    const at = "2026-01-31T10:30:00Z";
    const set = [adware("high", "", { at }), policy([header("worm"), severity("low", "high")], "", { at })];
    const again = (events: AuditEvent[]) =>
      rememberEvents(memory, { events, lastEventId: null, seenUntil: null, historyFrom: null });
    assert.match(findingsOf(again(set.slice(0, 1)))[0]?.text ?? "", /unknown: WORM\./);
    assert.deepEqual(findingsOf(again(set)), []);
  });

  it("that resets the policy still counts after a gap, except for what was set again before the gap", () => {
    const later = { at: "2026-01-31T10:30:00Z" };
    const memory = memoryOf(policy([header("reset_policy")]), adware("high", "", later));
    const gap = { events: [], lastEventId: null, seenUntil: null, historyFrom: "2026-02-20T00:00:00Z" };
    const afterGaps = rememberEvents(rememberEvents(memory, gap), gap);
    assert.deepEqual(afterGaps.risks, {});
    const [finding, ...others] = findingsOf(afterGaps);
    assert.match(finding?.text ?? "", /unknown: WORM\./);
    assert.deepEqual(others, []);
  });

  it("that resets a group's policy leaves the Default Group's alone", () => {
    const memory = memoryOf(adware("low"), policy([header("reset_policy")], "Executives"));
    assert.deepEqual(
      findingsOf(memory).map(({ deviceGroup, classification }) => [deviceGroup, classification]),
      [
        ["Executives", null],
        ["Default Group", "ADWARE"],
      ],
    );
  });

  it("with names that this release does not know asks somebody to check, and names them", () => {
    const memory = memoryOf(policy([header("adware"), severity("low", "high"), { name: "new_switch", to: "on" }]));
    const [finding, ...others] = findingsOf(memory);
    assert.deepEqual([finding?.verdict, others], ["review", []]);
    assert.match(finding?.text ?? "", /does not know the attributes "new_switch"/);
    assert.match(findingsOf(memoryOf(policy([severity("low", "high")])))[0]?.text ?? "", /the attributes "severity"/);
    const unknown = memoryOf(policy([header("deepfake"), severity("low", "high")]));
    assert.match(findingsOf(unknown)[0]?.text ?? "", /the attributes "deepfake"/);
    assert.equal(Object.keys(unknown.risks).join(), "DEEPFAKE");
  });

  it("with a name of version 1 only asks somebody to check, because what it is called now is inferred", () => {
    const declared = { risks: { DENYLISTED_APP: "high" }, deviceGroups: {} };
    const of = {
      threatClassifications: { ...subjects.threatClassifications, acknowledgedSettings: declared },
    } as RecordedSubjects;
    const [finding] = findingsOf(memoryOf(policy([header("blacklisted_app"), severity("high", "none")])), of);
    assert.deepEqual([finding?.verdict, finding?.classification], ["review", "DENYLISTED_APP"]);
    assert.match(finding?.text ?? "", /names it "blacklisted_app", which is only inferred to be the same/);
  });

  it("is remembered beside risks that an older release remembered, which mean what they meant", () => {
    const older: EvidenceMemory = {
      ...emptyMemory,
      risks: {
        ADWARE: {
          eventId: "0190bc7d-0000-7000-8000-000000000001",
          at: "2026-01-31T08:00:00Z",
          auditType: "CLASSIFICATION_POLICY",
          changeType: "UPDATED",
          actorType: "ADMIN",
          actorId: null,
          risk: "low",
        },
      },
    };
    assert.equal(statusOf(older), "contradicted");
    const grouped = rememberEvents(older, {
      events: [adware("medium", "Executives")],
      lastEventId: null,
      seenUntil: null,
      historyFrom: null,
    });
    assert.deepEqual(Object.keys(grouped.risks), ["ADWARE", "Executives / ADWARE"]);
    assert.equal(statusOf(grouped), "contradicted");
    const back = rememberEvents(grouped, {
      events: [adware("high")],
      lastEventId: null,
      seenUntil: null,
      historyFrom: null,
    });
    assert.equal(statusOf(back), "acknowledged");
  });
});

describe("an audit event that changes no declared setting", () => {
  const product = (names: string[], change: Partial<AuditEvent> = {}) =>
    event(
      "PRODUCT_SETTINGS",
      names.map((name) => ({ name, from: "false", to: "true" })),
      change,
    );
  const key = () =>
    event(
      "ENTERPRISE",
      [
        header("ent_application_key"),
        { name: "key_guid", to: "5e000000-0000-4000-8000-000000000001" },
        { name: "key_name", to: "pipeline" },
      ],
      { changeType: "CREATED" },
    );

  it("is housekeeping: a purge by Lookout's system never replaces an administrator's change", () => {
    const change = product(["product_settings.lookout.timeout"]);
    const memory = memoryOf(change, purge("2026-01-31T12:00:00Z"));
    assert.equal(memory.productChange?.eventId, change.id);
    assert.match(findingsOf(memory)[0]?.text ?? "", /PRODUCT_SETTINGS \("product_settings\.lookout\.timeout"\)/);
    assert.deepEqual(findingsOf(memoryOf(purge("2026-01-31T12:00:00Z"))), []);
    const older: EvidenceMemory = {
      ...emptyMemory,
      productChange: { ...change, eventId: "f", at: "2026-01-31T12:00:00Z", changeType: "PURGED", actorType: "SYSTEM" },
    };
    assert.deepEqual(findingsOf(older), []);
    const next = rememberEvents(older, { events: [change], lastEventId: null, seenUntil: null, historyFrom: null });
    assert.equal(next.productChange?.eventId, change.id);
  });

  it("is reported as an application key that somebody made, by its name", () => {
    const memory = memoryOf(key());
    assert.deepEqual(findingsOf(memory), []);
    const [change, ...others] = listOtherChanges(memory);
    assert.deepEqual([change?.kind, others], ["application key", []]);
    assert.match(
      change?.text ?? "",
      /^An administrator or Lookout's support \(a1\) made an application key named "pipeline" at/,
    );
  });

  it("is named as web filtering or quarantine, not as a change of enrollment settings", () => {
    const safeBrowsing = ["enabled", "blacklisted_domains", "whitelisted_domains"].map(
      (name) => `product_settings.safe_browsing.${name}`,
    );
    const memory = memoryOf(product(safeBrowsing), product(["product_settings.quarantine.enabled"]));
    assert.deepEqual(findingsOf(memory), []);
    assert.deepEqual(
      listOtherChanges(memory).map(({ kind }) => kind),
      ["quarantine", "web filtering"],
    );
    const mixed = memoryOf(product([...safeBrowsing, "product_settings.other"]));
    assert.match(findingsOf(mixed)[0]?.text ?? "", /PRODUCT_SETTINGS \("product_settings\.other"\)/);
  });

  it("is not the creation of the tenant, a sign-in, or a console user", () => {
    const created = ["name", "legal_name", "seats", "license_type"].map((name) => ({ name, to: "x" }));
    const memory = memoryOf(
      event("ENTERPRISE", created, { changeType: "CREATED" }),
      event("ADMIN_LOGIN", [header("login")], { changeType: "CREATED" }),
      event("TENANCY", [{ name: "permissions", to: "[]" }], { changeType: "CREATED" }),
    );
    assert.deepEqual([findingsOf(memory), listOtherChanges(memory)], [[], []]);
    const features = event("ENTERPRISE_FEATURE", [{ name: "mdm_integrations_intune", to: "disabled" }]);
    assert.deepEqual(
      listOtherChanges(memoryOf(features)).map(({ kind }) => kind),
      ["feature switches"],
    );
  });
});

describe("ten days with 80 purges, one key, one reset and two edits in one second", () => {
  const start = Date.parse("2026-02-01T00:00:00Z");
  const hour = 3_600_000;
  const moment = (hours: number, ms = 0) => new Date(start + hours * hour + ms).toISOString();
  const purges = Array.from({ length: 80 }, (_, index) => purge(moment(3 * index)));
  const key = event("ENTERPRISE", [header("ent_application_key"), { name: "key_name", to: "pipeline" }], {
    changeType: "CREATED",
    at: moment(50.5),
  });
  // Ids of one second need not ascend: the later edit has the lower id.
  const wrong = adware("low", "", { at: moment(100.5, 8), id: "019b9cf1-05c0-7fff-8000-000000000002" });
  const right = adware("high", "", { at: moment(100.5, 16), id: "019b9cf1-05c0-7000-8000-000000000001" });
  const reset = policy([header("reset_policy")], "", { at: moment(150.5) });
  const edits = [key, wrong, right, reset];
  const all = [...purges, ...edits].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const recordedBefore = recordedAt("2026-01-31T09:00:00Z");
  const until = (time: string) => all.filter(({ at }) => Date.parse(at) <= Date.parse(time));
  const shown = (memory: EvidenceMemory) => [
    statusOf(memory, recordedBefore),
    findingsOf(memory, recordedBefore).map(({ at }) => at),
    listOtherChanges(memory).map(({ at }) => at),
  ];

  it("is right at each point", () => {
    const points: [string, unknown[]][] = [
      [moment(50), ["acknowledged", [], []]],
      [moment(51), ["acknowledged", [], [key.at]]],
      [wrong.at, ["contradicted", [wrong.at], [key.at]]],
      [right.at, ["acknowledged", [], [key.at]]],
      [moment(150), ["acknowledged", [], [key.at]]],
      [moment(151), ["contradicted", [reset.at], [key.at]]],
      [moment(240), ["contradicted", [reset.at], [key.at]]],
    ];
    for (const [time, expected] of points) assert.deepEqual(shown(memoryOf(...until(time))), expected, time);
  });

  it("is the same however the events are split, repeated or reordered", () => {
    fc.assert(
      fc.property(fc.func(fc.integer()), fc.integer({ min: 1, max: 30 }), (rank, size) => {
        const shuffled = [...all, ...edits].sort((a, b) => rank(a.id) - rank(b.id));
        let memory = emptyMemory;
        for (let index = 0; index < shuffled.length; index += size) {
          const events = shuffled.slice(index, index + size);
          memory = rememberEvents(memory, { events, lastEventId: null, seenUntil: null, historyFrom: null });
        }
        assert.deepEqual(memory, memoryOf(...all));
      }),
    );
  });
});
