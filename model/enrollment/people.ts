import { createIdTable, type IdTable } from "./id-table";
import type { GroupMember, PhonePlatform } from "./records";

/** The members of the enrollment groups: of each a name to show, and what was seen of their phones. */
export interface People {
  /** A person in several groups belongs to the first that was read. */
  add(member: GroupMember, group: number): void;
  /** The person with one of these ids or addresses. */
  find(keys: readonly (string | null)[]): Person | undefined;
  /** Whether a device itself is a member. */
  hasDevice(deviceId: string | null): boolean;
  all(): Iterable<Person>;
  readonly count: number;
  /** Those of them whose addresses may not be read. */
  readonly hidden: number;
  /** Those of them that are in nested groups only. */
  readonly nested: number;
  /** Members that are devices. */
  readonly devices: number;
}

export interface Person {
  /** An address, else the object id. */
  readonly name: string;
  /** Number of the group. */
  readonly group: number;
  /** Whether Intune or Lookout knows a phone of theirs. */
  hasPhone: boolean;
  /** Devices of theirs in Lookout that no id ties to one of Intune's; undefined as long as there is none. */
  untied?: Record<PhonePlatform, number>;
}

export function createPeople(): People {
  const numbers: IdTable = createIdTable();
  const devices: IdTable = createIdTable();
  const people: Person[] = [];
  let [hidden, nestedOnly] = [0, 0];

  return {
    add({ id, kind, addresses, deviceId, nested }, group) {
      if (kind === "device" && deviceId !== null) devices.set(deviceId, group);
      if (kind !== "user" || numbers.get(id) !== undefined) return;
      for (const key of [id, ...addresses]) numbers.set(key, people.length);
      people.push({ name: addresses[0] ?? id, group, hasPhone: false });
      if (addresses.length === 0) hidden += 1;
      if (nested) nestedOnly += 1;
    },
    find(keys) {
      for (const key of keys) {
        const number = key === null ? undefined : numbers.get(key);
        if (number !== undefined) return people[number];
      }
      return undefined;
    },
    hasDevice: (deviceId) => deviceId !== null && devices.get(deviceId) !== undefined,
    all: () => people,
    get count() {
      return people.length;
    },
    get hidden() {
      return hidden;
    },
    get nested() {
      return nestedOnly;
    },
    get devices() {
      return devices.size;
    },
  };
}
