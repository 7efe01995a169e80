import { z } from "zod";
import type { EnrollmentSettings } from "../../../resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";

export const devicePlatforms = ["ANDROID", "IOS"] as const;
export const profileTypes = ["WORK", "PERSONAL"] as const;
export const activationStatuses = ["ACTIVATED", "DEACTIVATED", "PENDING"] as const;
export const protectionStatuses = ["PROTECTED", "DISCONNECTED"] as const;
export const securityStatuses = ["SECURE", "THREATS_LOW", "THREATS_MEDIUM", "THREATS_HIGH"] as const;
export type SecurityStatus = (typeof securityStatuses)[number];

/** A device in a control request. Only the properties that the tenant evaluates are typed. */
export const deviceSchema = z.looseObject({
  guid: z.guid().toLowerCase(),
  email: z.email(),
  platform: z.enum(devicePlatforms),
  profile_type: z.enum(profileTypes).optional(),
  activation_status: z.enum(activationStatuses),
  protection_status: z.enum(protectionStatuses).optional(),
  security_status: z.enum(securityStatuses).optional(),
  customer_device_id: z.string().optional(),
  device_group_guid: z.string().optional(),
  /** Last contact of the device with Lookout. */
  checkin_time: z.iso.datetime({ offset: true }).optional(),
  details: z
    .looseObject({
      external_id: z.string().optional(),
      mdm_connector_id: z.int().optional(),
      mdm_connector_uuid: z.string().optional(),
    })
    .optional(),
  software: z
    .looseObject({
      os_version: z.string().optional(),
      os_version_date: z.string().optional(),
      security_patch_level: z.string().optional(),
    })
    .optional(),
  device_settings: z
    .looseObject({
      pcp_settings: z.looseObject({ enabled: z.boolean().optional() }).optional(),
      device_admin_settings: z.looseObject({ activated: z.boolean().optional() }).optional(),
    })
    .optional(),
  device_vulns: z.looseObject({}).optional(),
});
export type DescribedDevice = z.infer<typeof deviceSchema>;

/** A device as the Mobile Risk API shows it. Source: the Mobile Risk API v2's Swagger. */
export type Device = DescribedDevice & { readonly oid: string };

/** The most common filter properties. */
export type DeviceStatus = Pick<
  Device,
  "platform" | "profile_type" | "activation_status" | "protection_status" | "security_status"
>;

/** A device before it is generated, which is slow for many devices. */
export interface DeviceRow {
  readonly oid: string;
  readonly status: DeviceStatus;
  complete(): Device;
}

/** A source of devices. */
export interface DeviceSource {
  /** Newest first. With an oid, only devices with a lower oid. */
  rows(before?: string): Iterable<DeviceRow>;
  find(guid: string): DeviceRow | undefined;
}

/** Context that the state of devices depends on. */
export interface Moment {
  readonly now: number;
  readonly enterpriseId: string;
  /** Undefined until somebody enters them. */
  readonly enrollmentSettings: EnrollmentSettings | undefined;
  /** Id of Lookout's connector. */
  readonly connectorId: string | undefined;
  /** The Microsoft id that devices of a fleet have as external_id. */
  readonly externalIdIs: "managedDeviceId" | "entraDeviceId";
  /** Effect of open threats on devices, by guid. */
  readonly threatened: ReadonlyMap<string, SecurityStatus>;
}

/** The number of the connector. Lookout has a number and an id. */
export const connectorNumber = 1;

const dayMs = 24 * 60 * 60 * 1000;

/** Time at which a device counts as disconnected; undefined if it does not. */
export function disconnectedSince(checkin: number, { now, enrollmentSettings }: Moment): number | undefined {
  if (enrollmentSettings === undefined) return undefined;
  const since = checkin + enrollmentSettings.daysUntilDisconnected * dayMs;
  return now > since ? since : undefined;
}
