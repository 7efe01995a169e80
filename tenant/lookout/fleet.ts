import { z } from "zod";
import { countWhile } from "../count-while";
import { disconnectedSince, type DeviceRow, type DeviceSource, type DeviceStatus, type Moment } from "./device";
import { completeFleetDevice } from "./fleet-device";

const share = z.number().min(0).max(1);

/** Many devices that enrol, described as a whole. */
export const fleetSchema = z.strictObject({
  /** People's devices; those with two profiles are two of Lookout's. */
  count: z.int().min(1).max(1_000_000),
  /** How many of each platform there are for so many of the other. */
  platforms: z
    .strictObject({ ANDROID: z.number().nonnegative(), IOS: z.number().nonnegative() })
    .refine(({ ANDROID, IOS }) => ANDROID + IOS > 0, "one of the platforms needs devices")
    .default({ ANDROID: 1, IOS: 1 }),
  /** Time over which Lookout finds the devices, one after the other. They are pending then. */
  overMs: z.int().nonnegative(),
  /** Part of the devices whose owner activates the app. */
  activateShare: share.default(1),
  /** Longest time from being found to being activated. Left out: overMs. */
  activateAfterMs: z.int().nonnegative().optional(),
  /** Part of the activated devices that never speak again. */
  silentShare: share.default(0),
  /** Part of the Android devices that have a personal and a work profile. */
  dualProfileShare: share.default(0),
  /** Entra group whose members own the devices, by its display name, letter for letter. Left out: they are in no group. */
  groupName: z.string().min(1).optional(),
  /** Part of the owners that are not in that group. */
  outsideGroupShare: share.default(0),
  /** Part of the devices that Intune manages, from the beginning on. */
  managedShare: share.default(1),
  /** Part of the devices that Lookout never finds. */
  undiscoveredShare: share.default(0),
  /** Part of the activated devices that report no id of Intune's. */
  withoutDeviceIdShare: share.default(0),
  /** Connector that the devices report. Left out: Lookout's at the fleet's beginning, else its present one. */
  connectorUuid: z.guid().optional(),
});

/** A fleet as it is kept: its devices are not, they follow from it. */
export interface Fleet extends z.infer<typeof fleetSchema> {
  /** The guids of its devices begin as this id does. */
  readonly id: string;
  /** Tells fleets apart whose devices were found at the same time. */
  readonly number: number;
  /** When the first device is found, in ms since 1970. */
  readonly from: number;
}

/** A device of a fleet as far as it depends on the time. */
export interface FleetDevice {
  readonly fleet: Fleet;
  /** From 0, in the order of being found. */
  readonly index: number;
  /** The work profile of a device that has both. */
  readonly isSecondProfile: boolean;
  readonly hasTwoProfiles: boolean;
  readonly createdAt: number;
  /** Undefined as long as it is pending. */
  readonly activatedAt: number | undefined;
  readonly checkedInAt: number | undefined;
  readonly disconnectedAt: number | undefined;
  readonly status: DeviceStatus;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The devices of a fleet at a moment, made one by one as they are asked for. Each has two places, for its profiles. */
export function fleetDevices(fleet: Fleet, moment: Moment): DeviceSource {
  const found = countWhile(fleet.count, (index) => createdAt(fleet, index) <= moment.now);
  return {
    *rows(before) {
      const places = before === undefined ? 2 * found : countWhile(2 * found, (place) => oidOf(fleet, place) < before);
      for (let place = places - 1; place >= 0; place -= 1) {
        if (exists(fleet, place)) yield new FleetRow(fleet, place, moment);
      }
    },
    find(guid) {
      if (!guid.startsWith(fleet.id.slice(0, 24))) return undefined;
      const place = parseInt(guid.slice(24), 16);
      return place < 2 * found && exists(fleet, place) ? new FleetRow(fleet, place, moment) : undefined;
    },
  };
}

/** Guid of the device at a place: the fleet's id with the place in its last part. */
export function guidOf(fleet: Fleet, place: number): string {
  return fleet.id.slice(0, 24) + place.toString(16).padStart(12, "0");
}

class FleetRow implements DeviceRow {
  constructor(
    private readonly fleet: Fleet,
    private readonly place: number,
    private readonly moment: Moment,
  ) {}

  get oid(): string {
    return oidOf(this.fleet, this.place);
  }

  get status(): DeviceStatus {
    return this.device().status;
  }

  complete(): ReturnType<DeviceRow["complete"]> {
    return completeFleetDevice(this.device(), this.oid, guidOf(this.fleet, this.place), this.moment);
  }

  private device(): FleetDevice {
    return fleetDeviceAt(this.fleet, this.place, this.moment);
  }
}

/** The device at a place, whether Lookout has found it or not. */
export function fleetDeviceAt(fleet: Fleet, place: number, moment: Moment): FleetDevice {
  const index = place >> 1;
  const isSecondProfile = place % 2 === 1;
  const hasTwoProfiles = exists(fleet, 2 * index + 1);
  const created = createdAt(fleet, index);
  const activatedAt = activationOf(fleet, index, created, moment.now);
  const checkedInAt = activatedAt === undefined ? undefined : checkinOf(fleet, index, activatedAt, moment.now);
  const disconnectedAt = checkedInAt === undefined ? undefined : disconnectedSince(checkedInAt, moment);
  const status: DeviceStatus = {
    platform: isAndroid(fleet, index) ? "ANDROID" : "IOS",
    profile_type: hasTwoProfiles ? (isSecondProfile ? "WORK" : "PERSONAL") : undefined,
    activation_status: activatedAt === undefined ? "PENDING" : "ACTIVATED",
    protection_status:
      activatedAt === undefined ? undefined : disconnectedAt === undefined ? "PROTECTED" : "DISCONNECTED",
    security_status: activatedAt === undefined ? undefined : securityOf(fleet, place, moment),
  };
  return {
    fleet,
    index,
    isSecondProfile,
    hasTwoProfiles,
    createdAt: created,
    activatedAt,
    checkedInAt,
    disconnectedAt,
    status,
  };
}

function securityOf(fleet: Fleet, place: number, { threatened }: Moment): DeviceStatus["security_status"] {
  // Most moments have no threat, and then no guid needs to be written.
  return threatened.size === 0 ? "SECURE" : (threatened.get(guidOf(fleet, place)) ?? "SECURE");
}

/** When Lookout finds the device, in ms since 1970. */
export function createdAt({ from, overMs, count }: Fleet, index: number): number {
  return from + Math.floor((index * overMs) / count);
}

function activationOf(fleet: Fleet, index: number, created: number, now: number): number | undefined {
  if (spread(index, 0) >= fleet.activateShare) return undefined;
  const at = created + Math.floor(spread(index, 1) * (fleet.activateAfterMs ?? fleet.overMs));
  return at <= now ? at : undefined;
}

/** Devices speak once a day. */
function checkinOf(fleet: Fleet, index: number, activated: number, now: number): number {
  if (spread(index, 2) < fleet.silentShare) return activated;
  return activated + Math.floor((now - activated) / dayMs) * dayMs;
}

export function isAndroid({ platforms: { ANDROID, IOS } }: Fleet, index: number): boolean {
  return spread(index, 3) < ANDROID / (ANDROID + IOS);
}

function exists(fleet: Fleet, place: number): boolean {
  const index = place >> 1;
  if (!isDiscovered(fleet, index)) return false;
  return place % 2 === 0 || hasWorkProfile(fleet, index);
}

/** Whether Lookout ever finds the device. */
export function isDiscovered({ undiscoveredShare }: Fleet, index: number): boolean {
  return !isInShare(undiscoveredShare, index, 5);
}

/** Whether the owner is in the group that the fleet names. */
export function isInGroup({ groupName, outsideGroupShare }: Fleet, index: number): boolean {
  return groupName !== undefined && !isInShare(outsideGroupShare, index, 6);
}

export function isManaged({ managedShare }: Fleet, index: number): boolean {
  return isInShare(managedShare, index, 7);
}

/** Whether an activated device tells which of Intune's it is. */
export function reportsDeviceId({ withoutDeviceIdShare }: Fleet, index: number): boolean {
  return !isInShare(withoutDeviceIdShare, index, 8);
}

function hasWorkProfile(fleet: Fleet, index: number): boolean {
  return isAndroid(fleet, index) && spread(index, 4) < fleet.dualProfileShare;
}

/** Irrational numbers whose multiples fall evenly, and independently of each other. */
const strides = [2, 3, 5, 7, 11, 13, 17, 19, 23].map(Math.sqrt);

/** A number from 0 to 1 for each device and purpose, always the same; any share of them is met almost exactly. */
function spread(index: number, purpose: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8): number {
  const multiple = (index + 1) * (strides[purpose] ?? 0);
  return multiple - Math.floor(multiple);
}

function isInShare(part: number, index: number, purpose: 5 | 6 | 7 | 8): boolean {
  return spread(index, purpose) < part;
}

/** A UUIDv7 of the time at which the device was found, ascending with its place. */
function oidOf(fleet: Fleet, place: number): string {
  const time = createdAt(fleet, place >> 1)
    .toString(16)
    .padStart(12, "0");
  const number = (fleet.number & 0xfff).toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${number}-8000-${place.toString(16).padStart(12, "0")}`;
}
