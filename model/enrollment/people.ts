import { createIdTable, type IdTable } from "./id-table";
import type { GroupMember, PhonePlatform } from "./records";

/** Members of the enrollment groups, with a display name and what is known about their phones. */
export interface People {
  /** Adds a member. A person in several groups belongs to the first one added. */
  add(member: GroupMember, group: number): void;
  /** The person with one of these ids or addresses. */
  find(keys: readonly (string | null)[]): Person | undefined;
  /** Whether the device itself is a member. */
  hasDevice(deviceId: string | null): boolean;
  all(): Iterable<Person>;
  readonly count: number;
  /** Number of people whose addresses we may not read. */
  readonly hidden: number;
  /** Number of people who are in nested groups only. */
  readonly nested: number;
  /** Number of members that are devices. */
  readonly devices: number;
}

export interface Person {
  /** Email address, or the object id if there is none. */
  readonly name: string;
  /** Index of the group. */
  readonly group: number;
  /** Whether Intune or Lookout knows a phone of this person. */
  hasPhone: boolean;
  /** The person's devices in Lookout that no id matches with a phone in Intune; undefined if there are none. */
  unmatched?: Record<PhonePlatform, number>;
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
