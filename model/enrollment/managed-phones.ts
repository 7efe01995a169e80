import { createIdTable } from "./id-table";
import type { People, Person } from "./people";
import { platformOf, type ManagedDevice, type PhonePlatform } from "./records";

/** Phones that Intune manages. For phones of an enrollment group it keeps what a list shows; for all others it keeps
 *  only the ids. */
export interface ManagedPhones {
  /** Ignores devices that are not phones. */
  add(device: ManagedDevice): void;
  /** The phone with this Intune or Entra id; "outside" if it belongs to no enrollment group. */
  find(id: string | null): ManagedPhone | "outside" | undefined;
  inGroups(): Iterable<ManagedPhone>;
  readonly byPlatform: Readonly<Record<PhonePlatform, number>>;
  /** Number of phones by the partner state that Intune reports. */
  readonly byPartnerState: Readonly<Record<string, number>>;
}

export interface ManagedPhone {
  readonly id: string;
  readonly name: string | null;
  readonly platform: PhonePlatform;
  /** Undefined if the phone itself is the member. */
  readonly owner: Person | undefined;
  /** In ms since 1970. */
  readonly lastSync: number;
  /** Whether a device in Lookout has its id. */
  matched: boolean;
}

export function createManagedPhones(people: People): ManagedPhones {
  const numbers = createIdTable();
  const phones: ManagedPhone[] = [];
  const byPlatform = { android: 0, ios: 0, other: 0 };
  const byPartnerState: Record<string, number> = {};

  return {
    add(device) {
      const platform = platformOf(device.operatingSystem);
      if (platform === "other" || numbers.get(device.id) !== undefined) return;
      byPlatform[platform] += 1;
      const state = device.partnerReportedState ?? "unknown";
      byPartnerState[state] = (byPartnerState[state] ?? 0) + 1;

      const owner = people.find([device.ownerId, ...device.ownerAddresses]);
      if (owner !== undefined) owner.hasPhone = true;
      const isInGroup = owner !== undefined || people.hasDevice(device.entraDeviceId);
      const number = isInGroup ? phones.length + 1 : outside;
      for (const id of [device.id, device.entraDeviceId]) if (id !== null) numbers.set(id, number);
      if (!isInGroup) return;
      const lastSync = Date.parse(device.lastSync ?? "");
      phones.push({ id: device.id, name: device.name, platform, owner, lastSync, matched: false });
    },
    find(id) {
      const number = id === null ? undefined : numbers.get(id);
      if (number === undefined) return undefined;
      return number === outside ? "outside" : phones[number - 1];
    },
    inGroups: () => phones,
    byPlatform,
    byPartnerState,
  };
}

const outside = 0;
