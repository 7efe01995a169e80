import type { PartnerReportedState, Phone, PhoneSource, ReadPhones } from "../graph/phones";
import type { DeviceStatus, Moment } from "./device";
import { momentOf } from "./device-directory";
import { createdAt, isAndroid, isDiscovered, isInGroup, isManaged, type Fleet } from "./fleet";
import { fleetDeviceAt } from "./fleet-device";
import { kindOf, ownerAddress, phoneId } from "./fleet-ids";
import { LookoutState } from "./lookout-state";

/** The owners and phones of the fleets on Microsoft's side. Intune manages them from the start of the fleet. */
export const readFleetPhones: ReadPhones = (context) => {
  const lookout = new LookoutState(context);
  let known: Moment | undefined;
  const moment = (): Moment => (known ??= momentOf(context, lookout));
  return (lookout.current().fleets ?? []).map((fleet) => phonesOf(fleet, moment));
};

function phonesOf(fleet: Fleet, moment: () => Moment): PhoneSource {
  return {
    count: fleet.count,
    groupName: fleet.groupName,
    at: (index) => phoneAt(fleet, index, moment),
    indexOf(id) {
      const index = parseInt(id.slice(25), 16);
      return kindOf(fleet, id) !== undefined && index < fleet.count ? index : undefined;
    },
  };
}

function phoneAt(fleet: Fleet, index: number, moment: () => Moment): Phone {
  const android = isAndroid(fleet, index);
  return {
    userId: phoneId(fleet, "userId", index),
    ownerName: `Owner ${index + 1}`,
    userPrincipalName: ownerAddress(fleet, index, "local.onmicrosoft.com"),
    mail: ownerAddress(fleet, index, "contoso.example"),
    entraObjectId: phoneId(fleet, "entraObjectId", index),
    entraDeviceId: phoneId(fleet, "entraDeviceId", index),
    managedDeviceId: phoneId(fleet, "managedDeviceId", index),
    isManaged: isManaged(fleet, index),
    isInGroup: isInGroup(fleet, index),
    name: `${android ? "android" : "iphone"}-${index + 1}`,
    operatingSystem: android ? "Android" : "iOS",
    osVersion: android ? "14" : "17.4",
    manufacturer: android ? "Google" : "Apple",
    model: android ? "Pixel 8" : "iPhone15,2",
    enrolledAt: fleet.from,
    get partnerReportedState() {
      return reportedState(fleet, index, moment());
    },
  };
}

/** The threat state that Lookout would report to Intune. Its states are not documented. */
function reportedState(fleet: Fleet, index: number, moment: Moment): PartnerReportedState {
  if (!isDiscovered(fleet, index) || createdAt(fleet, index) > moment.now) return "unknown";
  const { status } = fleetDeviceAt(fleet, 2 * index, moment);
  if (status.activation_status !== "ACTIVATED") return "unknown";
  if (status.protection_status === "DISCONNECTED") return "unresponsive";
  return severities[status.security_status ?? "SECURE"];
}

const severities: Readonly<Record<NonNullable<DeviceStatus["security_status"]>, PartnerReportedState>> = {
  SECURE: "secured",
  THREATS_LOW: "lowSeverity",
  THREATS_MEDIUM: "mediumSeverity",
  THREATS_HIGH: "highSeverity",
};
