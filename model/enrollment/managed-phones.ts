import { createIdTable } from "./id-table";
import type { People, Person } from "./people";
import { platformOf, type ManagedDevice, type PhonePlatform } from "./records";

/** The phones that Intune manages: of those that belong to an enrollment group what a list shows, of the others nothing but
 *  that Intune knows their ids. */
export interface ManagedPhones {
  /** Devices that are no phones are passed over. */
  add(device: ManagedDevice): void;
  /** The phone with an id of Intune's or Entra's; "outside" for one that belongs to no enrollment group. */
  find(id: string | null): ManagedPhone | "outside" | undefined;
  inGroups(): Iterable<ManagedPhone>;
  readonly byPlatform: Readonly<Record<PhonePlatform, number>>;
  /** What Intune says that the partner reports, by its words. */
  readonly byPartnerState: Readonly<Record<string, number>>;
}

export interface ManagedPhone {
  readonly id: string;
  readonly name: string | null;
  readonly platform: PhonePlatform;
  /** Undefined for a phone that is a member itself. */
  readonly owner: Person | undefined;
  /** In ms since 1970. */
  readonly lastSync: number;
  /** Whether a device of Lookout's has its id. */
  tied: boolean;
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
      phones.push({ id: device.id, name: device.name, platform, owner, lastSync, tied: false });
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
