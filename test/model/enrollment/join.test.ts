import assert from "node:assert/strict";
import fc from "fast-check";
import { createEnrollmentJoin, type EnrollmentScope, type EnrollmentSummary } from "../../../model/enrollment/join";
import type { EnrollmentEntry } from "../../../model/enrollment/lists";
import { stateOf, type GroupMember, type LookoutRecord, type ManagedDevice } from "../../../model/enrollment/records";
import {
  addressOf,
  guidOf,
  intuneId,
  managedOf,
  membersOf,
  recordsOf,
  peopleArbitrary,
  type PersonFixture,
} from "./world";

interface Known {
  readonly members?: readonly GroupMember[];
  readonly managed?: readonly ManagedDevice[];
  readonly records?: readonly LookoutRecord[];
}

const everything: EnrollmentScope = { groups: ["Lookout pilot"], intune: true, lookout: true };

function join(known: Known, scope = everything): { entries: EnrollmentEntry[]; summary: EnrollmentSummary } {
  const one = createEnrollmentJoin(scope);
  for (const member of known.members ?? []) one.addMember(member, 0);
  for (const device of known.managed ?? []) one.addManaged(device);
  const entries = (known.records ?? []).flatMap((record) => one.addRecord(record));
  entries.push(...one.rest());
  return { entries, summary: one.summary() };
}

/** What a list holds, each entry by one name. */
function namesOn(list: EnrollmentEntry["list"], entries: readonly EnrollmentEntry[]): string[] {
  return entries
    .filter((entry) => entry.list === list)
    .map(({ lookoutId, intuneId: id, owner }) => (list === "no-phone" ? owner : (lookoutId ?? id)) ?? "")
    .toSorted();
}

/** The lists by their definitions, with everything readable. Which of several phones of one owner and platform is not
 *  enrolled is unknown without an id, so of these the number counts. */
function expected(people: readonly PersonFixture[]) {
  const records = recordsOf(people);
  const alive = records.filter((record) => stateOf(record) !== "deactivated");
  const on = (test: (record: LookoutRecord) => boolean) =>
    records
      .filter(test)
      .map(({ guid }) => guid)
      .toSorted();
  const active = (record: LookoutRecord) => record.activation === "ACTIVATED";
  const ownerOf = (record: LookoutRecord) => Number(/\d+/.exec(record.guid)?.[0]);
  const shownIds = new Set(alive.map(({ externalId }) => externalId));
  let missing = 0;
  for (const [person, { inGroup, phones }] of people.entries()) {
    for (const platform of ["ANDROID", "IOS"] as const) {
      const unseen = phones.filter(
        (phone, at) =>
          phone.managed &&
          phone.platform === platform &&
          !shownIds.has(intuneId(person, at)) &&
          !shownIds.has(`entra-${person}-${at}`),
      );
      const untied = phones.filter((phone, at) => {
        const first = alive.find(({ guid }) => guid === guidOf(person, at, 0));
        const tied = phone.managed && ["intune", "entra"].includes(phone.inLookout?.shows ?? "");
        return phone.platform === platform && first !== undefined && !tied;
      });
      if (inGroup) missing += Math.max(0, unseen.length - untied.length);
    }
  }
  return {
    pending: on(({ activation }) => activation === "PENDING"),
    disconnected: on((record) => active(record) && record.protection === "DISCONNECTED"),
    noDeviceId: on((record) => active(record) && record.externalId === null),
    notInGroup: on((record) => stateOf(record) !== "deactivated" && people[ownerOf(record)]?.inGroup === false),
    missing,
    noPhone: people
      .flatMap(({ inGroup, phones }, person) => {
        const known = phones.some(({ managed }) => managed) || alive.some((record) => ownerOf(record) === person);
        return inGroup && !known ? [addressOf(person)] : [];
      })
      .toSorted(),
    devices: people.flatMap(({ phones }) => phones.filter(({ inLookout }) => inLookout !== undefined)),
  };
}

describe("the join of groups, Intune and Lookout", () => {
  it("finds on every list what its definition requires, in whatever order records come and however often", () => {
    const shuffled = peopleArbitrary.chain((people) => {
      const records = recordsOf(people);
      const all = fc.shuffledSubarray(records, { minLength: records.length });
      return fc.tuple(fc.constant(people), all, fc.subarray(records));
    });
    fc.assert(
      fc.property(shuffled, ([people, records, again]) => {
        const known = { members: membersOf(people), managed: managedOf(people), records: [...records, ...again] };
        const { entries, summary } = join(known);
        const right = expected(people);
        assert.deepEqual(namesOn("pending", entries), right.pending);
        assert.deepEqual(namesOn("disconnected", entries), right.disconnected);
        assert.deepEqual(namesOn("no-device-id", entries), right.noDeviceId);
        assert.deepEqual(namesOn("not-in-group", entries), right.notInGroup);
        assert.equal(namesOn("not-enrolled", entries).length, right.missing);
        assert.deepEqual(namesOn("no-phone", entries), right.noPhone);
        for (const [list, count] of Object.entries(summary.lists)) {
          assert.equal(count, entries.filter((entry) => entry.list === list).length);
        }
        assert.equal(summary.records, records.length);
      }),
    );
  });

  it("counts each device once, in the state of the record that represents it and with the worst threat on it", () => {
    fc.assert(
      fc.property(peopleArbitrary, fc.boolean(), (people, reversed) => {
        const records = recordsOf(people);
        const { summary } = join({ records: reversed ? records.toReversed() : records });
        const { devices } = expected(people);
        const count = (state: string, platform: "ANDROID" | "IOS") =>
          devices.filter((phone) => {
            const [first] = phone.inLookout?.profiles ?? [];
            return phone.platform === platform && first !== undefined && stateOf(first) === state;
          }).length;
        for (const state of ["active", "pending", "disconnected", "deactivated"] as const) {
          assert.equal(summary.devices?.[state].android, count(state, "ANDROID"));
          assert.equal(summary.devices[state].ios, count(state, "IOS"));
        }
        const high = devices.filter((phone) =>
          phone.inLookout?.profiles.some((one) => one.activation === "ACTIVATED" && one.security === "THREATS_HIGH"),
        );
        assert.equal(summary.securityLevels?.high, high.length);
      }),
    );
  });

  const [record] = recordsOf([
    {
      inGroup: true,
      phones: [
        {
          platform: "IOS",
          managed: true,
          inLookout: {
            shows: "intune",
            profiles: [{ activation: "ACTIVATED", protection: "PROTECTED", security: "SECURE" }],
          },
        },
      ],
    },
  ]);
  if (record === undefined) throw new Error("a phone in Lookout is a record");
  const member: GroupMember = { id: "user-0", kind: "user", addresses: [addressOf(0)], deviceId: null, nested: false };

  it("calls nothing known that was not read", () => {
    const { lists, groups } = join({ members: [member] }, { groups: ["a"], intune: true, lookout: false }).summary;
    assert.deepEqual(lists, {
      pending: null,
      disconnected: null,
      "no-device-id": null,
      "not-in-group": null,
      "not-enrolled": null,
      "no-phone": 1,
    });
    assert.deepEqual(groups, [{ group: "a", people: 1, phones: 0, enrolled: null }]);
    const noGroups = join({ records: [record] }, { groups: undefined, intune: true, lookout: true }).summary;
    assert.deepEqual([noGroups.groups, noGroups.lists["not-in-group"], noGroups.lists.pending], [null, null, 0]);
  });

  it("reports since when, by Lookout's own times and else by the time in the record's id", () => {
    const pending = { ...record, activation: "PENDING", oid: "0190bc68-3917-7000-8000-000000000001" };
    const silent = { ...record, guid: "b", protection: "DISCONNECTED", checkedInAt: "2026-01-10T08:00:00Z" };
    const gone = { ...silent, guid: "c", disconnectedAt: "2026-02-10T08:00:00Z" };
    const { entries } = join({ records: [pending, silent, gone] }, { ...everything, groups: undefined });
    assert.deepEqual(
      entries.map(({ list, since, sinceWhen }) => [list, since, sinceWhen]),
      [
        ["pending", "2024-07-16T16:37:45.367Z", "found by Lookout"],
        ["disconnected", "2026-01-10T08:00:00Z", "last contact"],
        ["disconnected", "2026-02-10T08:00:00Z", "disconnected"],
      ],
    );
  });

  it("reports nobody as outside the groups while members are hidden, unless Intune names the phone's owner", () => {
    const hidden = { ...member, id: "user-9", addresses: [] };
    const stray = { ...record, guid: "s", ownerAddress: "stray@contoso.example", externalId: "intune-7" };
    const managed = managedOf([{ inGroup: false, phones: [{ platform: "IOS", managed: true }] }]).map((device) => ({
      ...device,
      id: "intune-7",
      ownerId: "user-7",
    }));
    const undecided = join({ members: [hidden], records: [stray] });
    assert.deepEqual([undecided.summary.ownersUndecided, undecided.summary.lists["not-in-group"]], [1, 0]);
    const decided = join({ members: [hidden], managed, records: [stray] });
    assert.deepEqual([decided.summary.ownersUndecided, decided.summary.lists["not-in-group"]], [0, 1]);
  });

  it("treats a device that is itself a member as in the group", () => {
    const device = { ...member, id: "object-1", kind: "device", addresses: [], deviceId: "entra-0-0" } as const;
    const managed = managedOf([{ inGroup: false, phones: [{ platform: "IOS", managed: true }] }]);
    assert.equal(join({ members: [device], managed, records: [record] }).summary.lists["not-in-group"], 0);
    assert.equal(join({ members: [device], managed }).summary.lists["not-enrolled"], 1);
  });

  it("treats an activated device as protected only where Lookout shows that, and misses none of its lists", () => {
    for (const protection of ["SUSPENDED", null]) {
      const { entries, summary } = join({
        records: [{ ...record, activation: "ACTIVATED", protection, externalId: null }],
      });
      assert.deepEqual([summary.devices?.active.ios, summary.devices?.unknown.ios], [0, 1]);
      assert.equal(namesOn("no-device-id", entries).length, 1);
    }
  });

  it("treats a device as secure only where each of its profiles is", () => {
    const second = { ...record, guid: "second", parentGuid: record.guid };
    for (const [one, other, level] of [
      ["SECURE", "QUARANTINED", "unknown"],
      ["QUARANTINED", "SECURE", "unknown"],
      ["QUARANTINED", "THREATS_LOW", "low"],
      ["SECURE", "SECURE", "secure"],
    ] as const) {
      const activated = { activation: "ACTIVATED", protection: "PROTECTED" };
      const { summary } = join({
        records: [
          { ...record, ...activated, security: one },
          { ...second, ...activated, security: other },
        ],
      });
      const none = { unknown: 0, secure: 0, low: 0, medium: 0, high: 0 };
      assert.deepEqual(summary.securityLevels, { ...none, [level]: 1 });
    }
  });

  it("treats words that it does not know as unknown, and never fails on them", () => {
    const text = fc.option(fc.string(), { nil: null });
    const odd = fc.record({ platform: text, activation: text, protection: text, security: text, oid: text });
    fc.assert(
      fc.property(odd, (words) => {
        const { summary } = join({ records: [{ ...record, ...words }] });
        const all = Object.values(summary.devices ?? {}).flatMap((platforms) => Object.values(platforms));
        assert.equal(
          all.reduce((sum, count) => sum + count, 0),
          1,
        );
      }),
    );
  });
});
