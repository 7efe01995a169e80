import { z } from "zod";
import { ServiceError } from "../http/service-error";
import type { LookoutApi } from "./api";
import { readPage, readPages, type ListRequest, type Page } from "./pages";

const connectorSchema = z.looseObject({
  external_id: z.string().nullish(),
  /** A number in devices, a text in threats. */
  mdm_connector_id: z.union([z.number(), z.string()]).nullish(),
  mdm_connector_uuid: z.string().nullish(),
});

/** A device of Lookout's. Only the guid is relied on; whatever else Lookout sends is kept.
 *  Source: https://doc.lookout.com/en/mobile-endpoint-security/mes-apis/mobile-risk-api-v2/swagger-api-documentation */
export const lookoutDeviceSchema = z.looseObject({
  guid: z.string().min(1),
  /** Descends from record to record. */
  oid: z.string().nullish(),
  email: z.string().nullish(),
  platform: z.string().nullish(),
  /** An Android device with a work profile is two devices; the second names the first here. */
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

/** A threat on a device, as tolerant as a device. Source: as above. */
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

/** Lookout's own filters, by their documented names. Where one may be negated, `!` before the value does it. */
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
  /** Part of the owner's address. */
  readonly email?: string;
  /** Guid of a device group. */
  readonly group?: string;
}

/** Lookout's own filters of threats, by their documented names. */
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
  /** Pages of 1,000 to read at most. Default: all. */
  readonly limitPages?: number;
}

/** Reads devices, newest first, each once. Never holds more than a page. */
export function listDevices(
  api: LookoutApi,
  filter: DeviceFilter = {},
  { limitPages }: ListOptions = {},
): AsyncGenerator<Page<LookoutDevice>> {
  return readPages(api, devicesOf(filter), limitPages);
}

/** Reads threats other than those of phishing and content protection, newest first, each once. */
export function listThreats(
  api: LookoutApi,
  filter: ThreatFilter = {},
  { limitPages }: ListOptions = {},
): AsyncGenerator<Page<LookoutThreat>> {
  const list = { path: "/mra/api/v2/threats", filter: { ...filter }, member: "threats", schema: lookoutThreatSchema };
  return readPages(api, list, limitPages);
}

/** Counts devices with one small request, by the count that Lookout gives with a list. That it covers the whole list is
 *  inferred from Lookout's samples, not documented. Profiles are counted, not people's devices: an Android device with
 *  a work profile counts twice. Throws a ServiceError when Lookout gives no count. */
export async function countDevices(api: LookoutApi, filter: DeviceFilter = {}): Promise<number> {
  const { count } = await readPage(api, devicesOf(filter), 1);
  if (count !== undefined) return count;
  throw new ServiceError("Lookout's list of devices came without its count, so devices cannot be counted.");
}

function devicesOf(filter: DeviceFilter): ListRequest<LookoutDevice> {
  return { path: "/mra/api/v2/devices", filter: { ...filter }, member: "devices", schema: lookoutDeviceSchema };
}
