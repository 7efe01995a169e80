import { z } from "zod";
import {
  activationStatuses,
  devicePlatforms,
  profileTypes,
  protectionStatuses,
  securityStatuses,
  type Device,
  type DeviceRow,
} from "./device";
import { matches, negatable, pagingShape } from "./lookout-paging";

const yesOrNo = z.enum(["true", "false"]).optional();
const monthsOld = z.enum(["3", "6", "9", "12", "18", "24"]).optional();

/** Filters of the device list. */
export const deviceQuerySchema = z.object({
  ...pagingShape,
  state: negatable(activationStatuses),
  protection_status: negatable(protectionStatuses),
  security_status: negatable(securityStatuses),
  profile_type: negatable(profileTypes),
  platform: z.enum(devicePlatforms).optional(),
  email: z.string().optional(),
  group: z.string().optional(),
  is_mdm: yesOrNo,
  osversion: z.string().optional(),
  aspl: z.string().optional(),
  aspl_version_date: monthsOld,
  os_version_date: monthsOld,
  cve: z.string().optional(),
  pcp_enabled: yesOrNo,
  pcp_paused: yesOrNo,
  device_admin_settings_activated: yesOrNo,
});
export type DeviceQuery = z.infer<typeof deviceQuerySchema>;

/** Further inputs of the filters. */
export interface FilterContext {
  readonly now: number;
  /** Guids of the devices on which an open threat reports that phishing and content protection is paused. */
  readonly pausedProtection: ReadonlySet<string>;
}

/** Whether a device matches. Generates the device only if its status does not decide that. */
export function deviceFilter(query: DeviceQuery, context: FilterContext): (row: DeviceRow) => boolean {
  const conditions = deviceConditions(query, context);
  return (row) => {
    if (!hasRequestedStatus(query, row)) return false;
    if (conditions.length === 0) return true;
    const device = row.complete();
    return conditions.every((condition) => condition(device));
  };
}

function hasRequestedStatus(query: DeviceQuery, row: DeviceRow): boolean {
  const { state, protection_status: protection, security_status: security, profile_type: profile, platform } = query;
  if ([state, protection, security, profile, platform].every((requested) => requested === undefined)) return true;
  const { status } = row;
  return (
    matches(state, status.activation_status) &&
    matches(protection, status.protection_status) &&
    matches(security, status.security_status) &&
    matches(profile, status.profile_type) &&
    matches(platform, status.platform)
  );
}

type Condition = (device: Device) => boolean;

/** How the filters read the device's fields follows from their names; Lookout describes them in a few words only. */
function deviceConditions(query: DeviceQuery, { now, pausedProtection }: FilterContext): Condition[] {
  const { email, group, osversion, aspl, cve } = query;
  const when = (requested: unknown, condition: Condition): Condition[] => (requested === undefined ? [] : [condition]);
  const flag = (requested: "true" | "false" | undefined, read: Condition): Condition[] =>
    when(requested, (device) => read(device) === (requested === "true"));
  return [
    ...when(email, (device) => device.email.toLowerCase().includes(email?.toLowerCase() ?? "")),
    ...when(group, ({ device_group_guid }) => device_group_guid === group),
    ...when(osversion, ({ software }) => software?.os_version === osversion),
    ...when(aspl, ({ software }) => software?.security_patch_level === aspl),
    ...when(query.aspl_version_date, ({ software }) =>
      isOlder(software?.security_patch_level, query.aspl_version_date, now),
    ),
    ...when(query.os_version_date, ({ software }) => isOlder(software?.os_version_date, query.os_version_date, now)),
    ...when(cve, ({ device_vulns }) => JSON.stringify(device_vulns ?? {}).includes(`"${cve ?? ""}"`)),
    ...flag(query.is_mdm, ({ details }) => details?.mdm_connector_uuid !== undefined),
    ...flag(query.pcp_enabled, ({ device_settings }) => device_settings?.pcp_settings?.enabled === true),
    ...flag(query.pcp_paused, ({ guid }) => pausedProtection.has(guid)),
    ...flag(
      query.device_admin_settings_activated,
      ({ device_settings }) => device_settings?.device_admin_settings?.activated === true,
    ),
  ];
}

function isOlder(date: string | undefined, months: string | undefined, now: number): boolean {
  const limit = new Date(now);
  limit.setUTCMonth(limit.getUTCMonth() - Number(months));
  return date !== undefined && Date.parse(date) < limit.getTime();
}
