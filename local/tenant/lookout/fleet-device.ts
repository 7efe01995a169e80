import { disconnectedSince, type DeviceStatus, type Moment } from "./device";
import { activationOf, checkinOf, createdAt, hasDeviceAt, isAndroid, type Fleet } from "./fleet";
import { guidOf } from "./fleet-ids";

/** The time-dependent state of a fleet device. */
export interface FleetDevice {
  readonly fleet: Fleet;
  /** Index from 0, in the order in which Lookout finds the devices. */
  readonly index: number;
  /** The work profile of a device that has both. */
  readonly isSecondProfile: boolean;
  readonly hasTwoProfiles: boolean;
  readonly createdAt: number;
  /** Undefined while it is pending. */
  readonly activatedAt: number | undefined;
  readonly checkedInAt: number | undefined;
  readonly disconnectedAt: number | undefined;
  readonly status: DeviceStatus;
}

/** The device at an index, found by Lookout or not. */
export function fleetDeviceAt(fleet: Fleet, position: number, moment: Moment): FleetDevice {
  const index = position >> 1;
  const isSecondProfile = position % 2 === 1;
  const hasTwoProfiles = hasDeviceAt(fleet, 2 * index + 1);
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
    security_status: activatedAt === undefined ? undefined : securityOf(fleet, position, moment),
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

function securityOf(fleet: Fleet, position: number, { threatened }: Moment): DeviceStatus["security_status"] {
  // Most moments have no threat, and then no guid needs to be written.
  return threatened.size === 0 ? "SECURE" : (threatened.get(guidOf(fleet, position)) ?? "SECURE");
}
