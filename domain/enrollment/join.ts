import { emptyEntry, entryOfPhone, entryOfRecord } from "./entries";
import { createDeviceCounts, type CountsByState } from "./device-counts";
import { enrollmentListNames, type EnrollmentEntry, type EnrollmentListName } from "./lists";
import { createManagedPhones } from "./managed-phones";
import { createPeople, type Person } from "./people";
import {
  platformOf,
  stateOf,
  type GroupMember,
  type LookoutRecord,
  type ManagedDevice,
  type PhonePlatform,
  type SecurityLevel,
} from "./records";

/** What could be read. What was not leaves its lists and counts unknown. */
export interface EnrollmentScope {
  /** Names of the enrollment groups, in the order of the rings; undefined when nobody said which they are. */
  readonly groups: readonly string[] | undefined;
  readonly intune: boolean;
  readonly lookout: boolean;
}

/** An enrollment group and how far its members are. */
export interface GroupProgress {
  readonly group: string;
  readonly people: number;
  /** Phones of theirs that Intune manages. */
  readonly phones: number;
  /** Those of them that Lookout has. */
  readonly enrolled: number;
}

/** Where the enrollment stands. Null is what cannot be known. */
export interface EnrollmentSummary {
  /** Devices, an Android device with two profiles once. */
  readonly devices: CountsByState | null;
  /** Lookout's records, each profile one: the number that Lookout's console shows. */
  readonly records: number | null;
  readonly securityLevels: Readonly<Record<SecurityLevel, number>> | null;
  readonly managedPhones: Readonly<Record<PhonePlatform, number>> | null;
  readonly partnerStates: Readonly<Record<string, number>> | null;
  readonly groups: readonly GroupProgress[] | null;
  /** Members whose names may not be read, members in nested groups only, and members that are devices. */
  readonly members: { readonly hidden: number; readonly nested: number; readonly devices: number } | null;
  readonly lists: Readonly<Record<EnrollmentListName, number | null>>;
  /** Records whose owner could not be told to be in a group or not, as names of members are hidden. */
  readonly ownersUndecided: number;
}

/** Joins what three services know, in this order: members of the groups, Intune's devices, Lookout's records. Nothing that
 *  it is given is kept whole. What belongs on a list is told at once, the rest in `finish`. */
export interface EnrollmentJoin {
  addMember(member: GroupMember, group: number): void;
  addManaged(device: ManagedDevice): void;
  addRecord(record: LookoutRecord): void;
  finish(): EnrollmentSummary;
}

export function createEnrollmentJoin(scope: EnrollmentScope, tell: (entry: EnrollmentEntry) => void): EnrollmentJoin {
  const people = createPeople();
  const managed = createManagedPhones(people);
  const counts = createDeviceCounts();
  const listed = Object.fromEntries(enrollmentListNames.map((name) => [name, 0])) as Record<EnrollmentListName, number>;
  let ownersUndecided = 0;

  function put(entry: EnrollmentEntry): void {
    listed[entry.list] += 1;
    tell(entry);
  }

  function groupOf(person: Person | undefined): string | null {
    return person === undefined ? null : (scope.groups?.[person.group] ?? null);
  }

  return {
    addMember(member, group) {
      people.add(member, group);
    },
    addManaged(device) {
      managed.add(device);
    },
    addRecord(record) {
      if (!counts.add(record)) return;
      const state = stateOf(record);
      const phone = managed.find(record.externalId);
      const inGroup = phone === "outside" ? undefined : phone;
      const owner = inGroup?.owner ?? people.find([record.ownerAddress]);
      const list = (name: EnrollmentListName) => {
        put({
          ...entryOfRecord(name, record),
          group: groupOf(owner),
          device: inGroup?.name ?? null,
          intuneId: inGroup?.id ?? null,
        });
      };
      if (state === "pending") list("pending");
      if (state === "disconnected") list("disconnected");
      if ((state === "active" || state === "disconnected") && record.externalId === null) list("no-device-id");
      if (state === "deactivated") return;

      if (inGroup !== undefined) inGroup.tied = true;
      if (owner !== undefined) {
        owner.hasPhone = true;
        if (inGroup === undefined && record.parentGuid === null) countUntied(owner, platformOf(record.platform));
      }
      if (scope.groups === undefined || inGroup !== undefined || owner !== undefined) return;
      if (people.hasDevice(record.externalId)) return;
      if (people.hidden === 0 || phone === "outside") list("not-in-group");
      else ownersUndecided += 1;
    },
    finish() {
      const groups = scope.groups?.map((group) => ({ group, people: 0, phones: 0, enrolled: 0 }));
      for (const phone of managed.inGroups()) {
        const progress = phone.owner === undefined ? undefined : groups?.[phone.owner.group];
        if (progress !== undefined) progress.phones += 1;
        if (phone.tied || takeUntied(phone.owner, phone.platform)) {
          if (progress !== undefined) progress.enrolled += 1;
        } else if (scope.lookout) {
          put({ ...entryOfPhone(phone), group: groupOf(phone.owner) });
        }
      }
      for (const person of people.all()) {
        const progress = groups?.[person.group];
        if (progress !== undefined) progress.people += 1;
        if (!person.hasPhone && (scope.intune || scope.lookout))
          put({ ...emptyEntry("no-phone"), owner: person.name, group: groupOf(person) });
      }
      const { hidden, nested, devices } = people;
      return {
        devices: scope.lookout ? counts.byState() : null,
        records: scope.lookout ? counts.records : null,
        securityLevels: scope.lookout ? counts.bySecurityLevel() : null,
        managedPhones: scope.intune ? managed.byPlatform : null,
        partnerStates: scope.intune ? managed.byPartnerState : null,
        groups: groups ?? null,
        members: scope.groups === undefined ? null : { hidden, nested, devices },
        lists: known(listed, scope),
        ownersUndecided,
      };
    },
  };
}

/** Counts of lists, null where what they are made from was not read. */
function known(
  listed: Readonly<Record<EnrollmentListName, number>>,
  { groups, intune, lookout }: EnrollmentScope,
): EnrollmentSummary["lists"] {
  const hasGroups = groups !== undefined;
  const can: Readonly<Record<EnrollmentListName, boolean>> = {
    pending: lookout,
    disconnected: lookout,
    "no-device-id": lookout,
    "not-in-group": lookout && hasGroups,
    "not-enrolled": lookout && hasGroups && intune,
    "no-phone": hasGroups && (intune || lookout),
  };
  const entries = enrollmentListNames.map((name) => [name, can[name] ? listed[name] : null]);
  return Object.fromEntries(entries) as EnrollmentSummary["lists"];
}

function countUntied(owner: Person, platform: PhonePlatform): void {
  owner.untied ??= { android: 0, ios: 0, other: 0 };
  owner.untied[platform] += 1;
}

/** Takes a device of the owner's in Lookout for this phone, if one of its platform is left: which id Lookout shows of a
 *  device is not documented for Intune, and a pending one may have none. */
function takeUntied(owner: Person | undefined, platform: PhonePlatform): boolean {
  const left = owner?.untied?.[platform] ?? 0;
  if (owner?.untied === undefined || left === 0) return false;
  owner.untied[platform] = left - 1;
  return true;
}
