import type {
  GroupMember,
  LookoutRecord,
  ManagedDevice,
} from "pulumi-lookout-intune/internal/model/enrollment/records";
import type { ListedMember } from "pulumi-lookout-intune/internal/clients/graph/group-members";
import type { IntuneManagedDevice } from "pulumi-lookout-intune/internal/clients/graph/managed-devices";
import type { LookoutDevice } from "pulumi-lookout-intune/internal/clients/lookout/mobile-risk";

/** Converts a member that Graph lists to the input of the join. */
export function memberOf({ member, nested }: ListedMember): GroupMember {
  const { id, "@odata.type": type, userPrincipalName, mail, deviceId } = member;
  return {
    id,
    kind: type === "#microsoft.graph.user" ? "user" : type === "#microsoft.graph.device" ? "device" : "other",
    addresses: texts(userPrincipalName, mail),
    deviceId: deviceId ?? null,
    nested,
  };
}

/** Converts a device that Intune manages to the input of the join. */
export function managedDeviceOf(device: IntuneManagedDevice): ManagedDevice {
  return {
    id: device.id,
    entraDeviceId: some(device.azureADDeviceId),
    ownerId: some(device.userId),
    ownerAddresses: texts(device.userPrincipalName, device.emailAddress),
    name: some(device.deviceName),
    operatingSystem: some(device.operatingSystem),
    partnerReportedState: some(device.partnerReportedThreatState),
    lastSync: some(device.lastSyncDateTime),
  };
}

/** Converts a Lookout device to the input of the join. */
export function recordOf(device: LookoutDevice): LookoutRecord {
  const parent = some(device.parent_device_guid);
  return {
    guid: device.guid,
    parentGuid: parent?.toLowerCase() === device.guid.toLowerCase() ? null : parent,
    oid: some(device.oid),
    ownerAddress: some(device.email),
    platform: some(device.platform),
    profile: some(device.profile_type),
    externalId: some(device.details?.external_id),
    activation: some(device.activation_status),
    protection: some(device.protection_status),
    security: some(device.security_status),
    activatedAt: some(device.activated_at),
    disconnectedAt: some(device.disconnected_at),
    checkedInAt: some(device.checkin_time),
    updatedAt: some(device.updated_time),
  };
}

/** Graph and Lookout use an empty text for a missing value. */
function some(text: string | null | undefined): string | null {
  return text === undefined || text === null || text === "" || text === emptyGuid ? null : text;
}

/** The azureADDeviceId that Intune uses for a device that is not in Entra. */
const emptyGuid = "00000000-0000-0000-0000-000000000000";

function texts(...all: readonly (string | null | undefined)[]): string[] {
  return [...new Set(all.flatMap((text) => some(text) ?? []))];
}
