import { emptyEntry, entryOfPhone, entryOfRecord } from "./entries";
import { createDeviceCounts, type CountsByState } from "./device-counts";
import { enrollmentListNames, type EnrollmentEntry, type EnrollmentListName } from "./lists";
import { createManagedPhones } from "./managed-phones";
import { createPeople, type Person } from "./people";
import {
  platformOf,
  stateOf,
  type EnrollmentState,
  type GroupMember,
  type LookoutRecord,
  type ManagedDevice,
  type PhonePlatform,
  type SecurityLevel,
} from "./records";

/** Which sources could be read. A source that could not be read leaves its lists and counts unknown. */
export interface EnrollmentScope {
  /** Names of the enrollment groups, in the order of the rings; undefined if none were given. */
  readonly groups: readonly string[] | undefined;
  readonly intune: boolean;
  readonly lookout: boolean;
}

/** An enrollment group and the progress of its members. */
export interface GroupProgress {
  readonly group: string;
  readonly people: number;
  /** The members' phones in Intune; null if Intune was not read. */
  readonly phones: number | null;
  /** How many of these phones Lookout has; null if Intune or Lookout was not read. */
  readonly enrolled: number | null;
}

/** Progress of the enrollment. Null means unknown. */
export interface EnrollmentSummary {
  /** Number of devices; an Android device with two profiles counts once. */
  readonly devices: CountsByState | null;
  /** Number of Lookout's records, each profile counted, as Lookout's console shows it. */
  readonly records: number | null;
  readonly securityLevels: Readonly<Record<SecurityLevel, number>> | null;
  readonly managedPhones: Readonly<Record<PhonePlatform, number>> | null;
  readonly partnerStates: Readonly<Record<string, number>> | null;
  readonly groups: readonly GroupProgress[] | null;
  /** Members whose names we may not read, members in nested groups only, and members that are devices. */
  readonly members: { readonly hidden: number; readonly nested: number; readonly devices: number } | null;
  readonly lists: Readonly<Record<EnrollmentListName, number | null>>;
  /** Records whose owner may or may not be in a group, because names of members are hidden. */
  readonly ownersUndecided: number;
}

/** Joins three sources, in this order: members of the groups, Intune's devices, Lookout's records. It keeps only what
 *  the lists need. */
export interface EnrollmentJoin {
  addMember(member: GroupMember, group: number): void;
  addManaged(device: ManagedDevice): void;
  /** Adds a record. Returns the entries for the lists that the record is on. */
  addRecord(record: LookoutRecord): readonly EnrollmentEntry[];
  /** The enrollment group of the record's owner; null if unknown. */
  groupOf(record: LookoutRecord): string | null;
  /** Entries for phones and people without a record. Call it once, after the last record, and read it to its end. */
  rest(): Iterable<EnrollmentEntry>;
  /** Call it after `rest`. */
  summary(): EnrollmentSummary;
}

export function createEnrollmentJoin(scope: EnrollmentScope): EnrollmentJoin {
  const people = createPeople();
  const managed = createManagedPhones(people);
  const counts = createDeviceCounts();
  const groups = (scope.groups ?? []).map((group) => ({ group, people: 0, phones: 0, enrolled: 0 }));
  const listed = Object.fromEntries(enrollmentListNames.map((name) => [name, 0])) as Record<EnrollmentListName, number>;
  let ownersUndecided = 0;

  function counted(entry: EnrollmentEntry): EnrollmentEntry {
    listed[entry.list] += 1;
    return entry;
  }

  /** The Intune phone that the record belongs to, and its owner, if they belong to a group. */
  function find(record: LookoutRecord) {
    const found = managed.find(record.externalId);
    const phone = found === "outside" ? undefined : found;
    return { found, phone, owner: phone?.owner ?? people.find([record.ownerAddress]) };
  }

  function groupOf(person: Person | undefined): string | null {
    return person === undefined ? null : (scope.groups?.[person.group] ?? null);
  }

  function* missingPhones(): Iterable<EnrollmentEntry> {
    for (const phone of managed.inGroups()) {
      const progress = phone.owner && groups[phone.owner.group];
      if (progress !== undefined) progress.phones += 1;
      if (phone.matched || takeUnmatched(phone.owner, phone.platform)) {
        if (progress !== undefined) progress.enrolled += 1;
      } else if (scope.lookout) {
        yield counted({ ...entryOfPhone(phone), group: groupOf(phone.owner) });
      }
    }
  }

  function* peopleWithout(): Iterable<EnrollmentEntry> {
    for (const person of people.all()) {
      const progress = groups[person.group];
      if (progress !== undefined) progress.people += 1;
      if (person.hasPhone || !(scope.intune || scope.lookout)) continue;
      yield counted({ ...emptyEntry("no-phone"), owner: person.name, group: groupOf(person) });
    }
  }

  return {
    addMember(member, group) {
      people.add(member, group);
    },
    addManaged(device) {
      managed.add(device);
    },
    addRecord(record) {
      if (!counts.add(record)) return [];
      const { found, phone, owner } = find(record);
      const state = stateOf(record);
      const isMember = phone !== undefined || owner !== undefined || people.hasDevice(record.externalId);
      if (state !== "deactivated") {
        if (phone !== undefined) phone.matched = true;
        if (owner !== undefined) owner.hasPhone = true;
        if (owner !== undefined && phone === undefined && record.parentGuid === null) countUnmatched(owner, record);
      }
      const isStray = scope.groups !== undefined && state !== "deactivated" && !isMember;
      // A person whose name is hidden could own it, unless Intune knows the owner.
      const isUndecided = isStray && people.hidden > 0 && found !== "outside";
      if (isUndecided) ownersUndecided += 1;
      const lists: EnrollmentListName[] = [
        ...listsOf(state, record),
        ...(isStray && !isUndecided ? (["not-in-group"] as const) : []),
      ];
      const shared = { group: groupOf(owner), device: phone?.name ?? null, intuneId: phone?.id ?? null };
      return lists.map((list) => counted({ ...entryOfRecord(list, record), ...shared }));
    },
    groupOf: (record) => groupOf(find(record).owner),
    *rest() {
      yield* missingPhones();
      yield* peopleWithout();
    },
    summary() {
      const { hidden, nested, devices } = people;
      return {
        devices: scope.lookout ? counts.byState() : null,
        records: scope.lookout ? counts.records : null,
        securityLevels: scope.lookout ? counts.bySecurityLevel() : null,
        managedPhones: scope.intune ? managed.byPlatform : null,
        partnerStates: scope.intune ? managed.byPartnerState : null,
        groups: scope.groups === undefined ? null : groups.map((group) => knownOf(group, scope)),
        members: scope.groups === undefined ? null : { hidden, nested, devices },
        lists: known(listed, scope),
        ownersUndecided,
      };
    },
  };
}

function knownOf(
  { group, people, phones, enrolled }: { group: string; people: number; phones: number; enrolled: number },
  { intune, lookout }: EnrollmentScope,
): GroupProgress {
  return { group, people, phones: intune ? phones : null, enrolled: intune && lookout ? enrolled : null };
}

/** The lists that a record is on, regardless of its owner. */
function listsOf(state: EnrollmentState, { activation, externalId }: LookoutRecord): readonly EnrollmentListName[] {
  if (state === "pending") return ["pending"];
  if (activation !== "ACTIVATED") return [];
  const disconnected = state === "disconnected" ? (["disconnected"] as const) : [];
  return externalId === null ? [...disconnected, "no-device-id"] : disconnected;
}

/** Counts of the lists; null if their source was not read. */
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

function countUnmatched(owner: Person, { platform }: LookoutRecord): void {
  owner.unmatched ??= { android: 0, ios: 0, other: 0 };
  owner.unmatched[platformOf(platform)] += 1;
}

/** Matches the phone with one of the owner's unmatched devices in Lookout on the same platform. Lookout does not
 *  document which id it has of a device in Intune, and a pending device may have none. */
function takeUnmatched(owner: Person | undefined, platform: PhonePlatform): boolean {
  const left = owner?.unmatched?.[platform] ?? 0;
  if (owner?.unmatched === undefined || left === 0) return false;
  owner.unmatched[platform] = left - 1;
  return true;
}
