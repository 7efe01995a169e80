import { z } from "zod";
import { ServiceError } from "../http/service-error";
import type { LookoutApi } from "./lookout-api";
import { readPage, readPages, type ListRequest, type Page } from "./lookout-pages";

const connectorSchema = z.looseObject({
  external_id: z.string().nullish(),
  /** A number in devices, a string in threats. */
  mdm_connector_id: z.union([z.number(), z.string()]).nullish(),
  mdm_connector_uuid: z.string().nullish(),
});

/** A device in Lookout. Only the guid is required; all other properties are kept.
 *  Source: https://doc.lookout.com/en/mobile-endpoint-security/mes-apis/mobile-risk-api-v2/swagger-api-documentation */
export const lookoutDeviceSchema = z.looseObject({
  guid: z.string().min(1),
  /** Cursor of the list; descending from record to record. */
  oid: z.string().nullish(),
  email: z.string().nullish(),
  platform: z.string().nullish(),
  /** An Android device with a work profile is two records; `parent_device_guid` links the second to the first. */
  profile_type: z.string().nullish(),
  parent_device_guid: z.string().nullish(),
  activation_status: z.string().nullish(),
  protection_status: z.string().nullish(),
  security_status: z.string().nullish(),
  activated_at: z.string().nullish(),
  disconnected_at: z.string().nullish(),
  checkin_time: z.string().nullish(),
  updated_time: z.string().nullish(),
  details: connectorSchema.nullish(),
});
export type LookoutDevice = z.infer<typeof lookoutDeviceSchema>;

/** A threat on a device. Only the guid is required; all other properties are kept. Source: as above. */
export const lookoutThreatSchema = z.looseObject({
  guid: z.string().min(1),
  oid: z.string().nullish(),
  type: z.string().nullish(),
  classification: z.string().nullish(),
  risk: z.string().nullish(),
  status: z.string().nullish(),
  detected_at: z.string().nullish(),
  resolved_at: z.string().nullish(),
  device_guid: z.string().nullish(),
});
export type LookoutThreat = z.infer<typeof lookoutThreatSchema>;

/** Lookout's filters of devices, by their documented names. Where a filter can be negated, prefix the value with `!`. */
export interface DeviceFilter {
  /** ACTIVATED, DEACTIVATED or PENDING; may be negated. */
  readonly state?: string;
  /** PROTECTED or DISCONNECTED; may be negated. */
  readonly protection_status?: string;
  /** SECURE, THREATS_LOW, THREATS_MEDIUM or THREATS_HIGH; may be negated. */
  readonly security_status?: string;
  /** ANDROID or IOS. */
  readonly platform?: string;
  /** WORK or PERSONAL; may be negated. */
  readonly profile_type?: string;
  /** Part of the owner's email address. */
  readonly email?: string;
  /** Guid of a device group. */
  readonly group?: string;
}

/** Lookout's filters of threats, by their documented names. */
export interface ThreatFilter {
  /** May be negated. */
  readonly classification?: string;
  /** APPLICATION, CONFIGURATION, FILE, NETWORK or OS; may be negated. */
  readonly threat_type?: string;
  /** NONE, ADVISORY, LOW, MEDIUM or HIGH. */
  readonly risk?: string;
  /** OPEN, RESOLVED or IGNORED. */
  readonly status?: string;
  /** ALL, LAST_30_DAYS, LAST_60_DAYS, LAST_90_DAYS or LAST_6_MONTHS. */
  readonly timeframe?: string;
  readonly device_guid?: string;
  readonly platform?: string;
}

export interface ListOptions {
  /** Maximum number of pages of 1,000 records to read. Default: all. */
  readonly limitPages?: number;
}

/** Lists devices, newest first, without duplicates. Holds at most one page in memory. */
export function listDevices(
  api: LookoutApi,
  filter: DeviceFilter = {},
  { limitPages }: ListOptions = {},
): AsyncGenerator<Page<LookoutDevice>> {
  return readPages(api, devicesOf(filter), limitPages);
}

/** Lists threats, except those of phishing and content protection, newest first, without duplicates. */
export function listThreats(
  api: LookoutApi,
  filter: ThreatFilter = {},
  { limitPages }: ListOptions = {},
): AsyncGenerator<Page<LookoutThreat>> {
  const list = { path: "/mra/api/v2/threats", filter: { ...filter }, member: "threats", schema: lookoutThreatSchema };
  return readPages(api, list, limitPages);
}

/** Counts devices with one request, from the `count` that Lookout returns with a list. Lookout does not document that it covers
 *  the whole list; this is inferred from its samples. Counts profiles, not physical devices: an Android device with a work
 *  profile counts twice. Throws a ServiceError when the response has no count. */
export async function countDevices(api: LookoutApi, filter: DeviceFilter = {}): Promise<number> {
  const { count } = await readPage(api, devicesOf(filter), 1);
  if (count !== undefined) return count;
  throw new ServiceError("Lookout's list of devices has no count, so devices cannot be counted.");
}

function devicesOf(filter: DeviceFilter): ListRequest<LookoutDevice> {
  return { path: "/mra/api/v2/devices", filter: { ...filter }, member: "devices", schema: lookoutDeviceSchema };
}
