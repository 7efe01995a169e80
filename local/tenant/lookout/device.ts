import { z } from "zod";

export const devicePlatforms = ["ANDROID", "IOS"] as const;
export const profileTypes = ["WORK", "PERSONAL"] as const;
export const activationStatuses = ["ACTIVATED", "DEACTIVATED", "PENDING"] as const;
export const protectionStatuses = ["PROTECTED", "DISCONNECTED"] as const;
export const securityStatuses = ["SECURE", "THREATS_LOW", "THREATS_MEDIUM", "THREATS_HIGH"] as const;
export type SecurityStatus = (typeof securityStatuses)[number];

/** A device as somebody describes it to the tenant; only what the tenant itself looks at is fixed. */
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
  /** When the device last spoke to Lookout. */
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

/** What devices are mostly asked for by. */
export type DeviceStatus = Pick<
  Device,
  "platform" | "profile_type" | "activation_status" | "protection_status" | "security_status"
>;

/** A device before it is written out, which is work where there are many. */
export interface DeviceRow {
  readonly oid: string;
  readonly status: DeviceStatus;
  complete(): Device;
}

/** Some of the tenant's devices. */
export interface DeviceSource {
  /** Newest first, those with a lower oid only where one is given. */
  rows(before?: string): Iterable<DeviceRow>;
  find(guid: string): DeviceRow | undefined;
}

/** What the state of devices depends on beside themselves. */
export interface Moment {
  readonly now: number;
  readonly enterpriseId: string;
  /** Days of silence that disconnect a device; undefined as long as nobody set them. */
  readonly daysUntilDisconnected: number | undefined;
  /** Id of Lookout's connector. */
  readonly connectorId: string | undefined;
  /** Which of a phone's ids on Microsoft's side a fleet's devices have as external_id. */
  readonly externalIdIs: "managedDeviceId" | "entraDeviceId";
  /** What open threats make of devices, by guid. */
  readonly threatened: ReadonlyMap<string, SecurityStatus>;
}

/** A number for the one connector, beside its id. Lookout has both. */
export const connectorNumber = 1;

const dayMs = 24 * 60 * 60 * 1000;

/** When a device that last spoke at some time counts as disconnected; undefined as long as it does not. */
export function disconnectedSince(checkin: number, { now, daysUntilDisconnected }: Moment): number | undefined {
  if (daysUntilDisconnected === undefined) return undefined;
  const since = checkin + daysUntilDisconnected * dayMs;
  return now > since ? since : undefined;
}
