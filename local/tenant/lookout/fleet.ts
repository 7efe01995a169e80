import { z } from "zod";

const share = z.number().min(0).max(1);

/** Definition of a fleet: many devices that enroll. */
export const fleetSchema = z.strictObject({
  /** Number of phones. A phone with two profiles is two devices in Lookout. */
  count: z.int().min(1).max(1_000_000),
  /** Ratio of the platforms. */
  platforms: z
    .strictObject({ ANDROID: z.number().nonnegative(), IOS: z.number().nonnegative() })
    .refine(({ ANDROID, IOS }) => ANDROID + IOS > 0, "one of the platforms needs devices")
    .default({ ANDROID: 1, IOS: 1 }),
  /** Time over which Lookout finds the devices, one after the other. They are pending until activated. */
  overMs: z.int().nonnegative(),
  /** Share of the devices whose owner activates the app. */
  activateShare: share.default(1),
  /** Maximum time between found and activated. Default: overMs. */
  activateAfterMs: z.int().nonnegative().optional(),
  /** Share of the activated devices without further contact. */
  silentShare: share.default(0),
  /** Share of the Android devices that have a personal and a work profile. */
  dualProfileShare: share.default(0),
  /** Entra group whose members own the devices, by exact display name. Default: no group. */
  groupName: z.string().min(1).optional(),
  /** Share of the owners that are not in that group. */
  outsideGroupShare: share.default(0),
  /** Share of the devices that Intune manages, from the beginning on. */
  managedShare: share.default(1),
  /** Share of the devices that Lookout never finds. */
  undiscoveredShare: share.default(0),
  /** Share of the activated devices that report no id of Intune's. */
  withoutDeviceIdShare: share.default(0),
  /** Connector that the devices report. Default: Lookout's connector at the start of the fleet, otherwise the current one. */
  connectorUuid: z.guid().optional(),
});

/** A stored fleet. Its devices are computed, not stored. */
export interface Fleet extends z.infer<typeof fleetSchema> {
  /** The guids of its devices begin as this id does. */
  readonly id: string;
  /** Distinguishes fleets whose devices were found at the same time. */
  readonly number: number;
  /** When the first device is found, in ms since 1970. */
  readonly from: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** When Lookout finds the device, in ms since 1970. */
export function createdAt({ from, overMs, count }: Fleet, index: number): number {
  return from + Math.floor((index * overMs) / count);
}

/** When the owner activates the app, in ms since 1970; undefined as long as it is pending. */
export function activationOf(fleet: Fleet, index: number, created: number, now: number): number | undefined {
  if (spread(index, 0) >= fleet.activateShare) return undefined;
  const at = created + Math.floor(spread(index, 1) * (fleet.activateAfterMs ?? fleet.overMs));
  return at <= now ? at : undefined;
}

/** Last contact of the device, in ms since 1970. Devices contact Lookout once a day. */
export function checkinOf(fleet: Fleet, index: number, activated: number, now: number): number {
  if (spread(index, 2) < fleet.silentShare) return activated;
  return activated + Math.floor((now - activated) / dayMs) * dayMs;
}

export function isAndroid({ platforms: { ANDROID, IOS } }: Fleet, index: number): boolean {
  return spread(index, 3) < ANDROID / (ANDROID + IOS);
}

/** Whether there is a device at a position: each phone has two, for its profiles. */
export function hasDeviceAt(fleet: Fleet, position: number): boolean {
  const index = position >> 1;
  if (!isDiscovered(fleet, index)) return false;
  return position % 2 === 0 || hasWorkProfile(fleet, index);
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

/** Whether an activated device reports its Intune id. */
export function reportsDeviceId({ withoutDeviceIdShare }: Fleet, index: number): boolean {
  return !isInShare(withoutDeviceIdShare, index, 8);
}

function hasWorkProfile(fleet: Fleet, index: number): boolean {
  return isAndroid(fleet, index) && spread(index, 4) < fleet.dualProfileShare;
}

/** Irrational numbers with evenly and independently distributed multiples. */
const strides = [2, 3, 5, 7, 11, 13, 17, 19, 23].map(Math.sqrt);

/** A number from 0 to 1 for each device and purpose, always the same; so that any share is met almost exactly. */
function spread(index: number, purpose: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8): number {
  const multiple = (index + 1) * (strides[purpose] ?? 0);
  return multiple - Math.floor(multiple);
}

function isInShare(part: number, index: number, purpose: 5 | 6 | 7 | 8): boolean {
  return spread(index, purpose) < part;
}
