import { z } from "zod";
import { contentClassifications, deviceClassifications } from "../../../model/threat-classification-ids";
import { lookoutRisks, type StoredRisks } from "./classification-risks";
import { devicePlatforms, profileTypes, type DeviceRow } from "./device";
import { matches, negatable, pagingShape } from "./lookout-paging";
import { riskOfThreat, statusOf, threatStatuses, threatTypes, type StoredThreat } from "./threat";

const daysOf = { LAST_30_DAYS: 30, LAST_60_DAYS: 60, LAST_90_DAYS: 90, LAST_6_MONTHS: 183 } as const;

const sharedQuery = {
  ...pagingShape,
  risk: negatable(lookoutRisks),
  timeframe: z.enum(["ALL", "LAST_30_DAYS", "LAST_60_DAYS", "LAST_90_DAYS", "LAST_6_MONTHS"]).default("ALL"),
  device_guid: z.guid().toLowerCase().optional(),
  query: z.string().optional(),
  platform: z.enum(devicePlatforms).optional(),
  profile_type: negatable(profileTypes),
} as const;

/** Filters of the threat list. */
export const threatQuerySchema = z.object({
  ...sharedQuery,
  classification: negatable(deviceClassifications),
  threat_type: negatable(threatTypes),
  status: z.enum(threatStatuses).optional(),
});
/** Filters of the content threat list. */
export const contentThreatQuerySchema = z
  .object({ ...sharedQuery, classification: negatable(contentClassifications) })
  .transform((query): ThreatQuery => ({ ...query, threat_type: undefined, status: undefined }));
export type ThreatQuery = Omit<z.infer<typeof threatQuerySchema>, "classification"> & {
  readonly classification?: string;
};

/** Whether a threat and its device match. */
export function matchesQuery(
  threat: StoredThreat,
  device: DeviceRow | undefined,
  requested: ThreatQuery,
  { now, risks }: { readonly now: number; readonly risks: StoredRisks },
): boolean {
  const { oid, timeframe } = requested;
  const earliest = timeframe === "ALL" ? -Infinity : now - daysOf[timeframe] * 86_400_000;
  return (
    (oid === undefined || threat.oid < oid) &&
    matches(requested.classification, threat.classification) &&
    matches(requested.threat_type, threat.type) &&
    matches(requested.risk, riskOfThreat(threat, risks)) &&
    matches(requested.status, statusOf(threat)) &&
    Date.parse(threat.detectedAt) >= earliest &&
    matches(requested.device_guid, threat.deviceGuid) &&
    matches(requested.platform, threat.platform) &&
    matches(requested.profile_type, device?.status.profile_type) &&
    (requested.query === undefined || isKnownAs(threat, device, requested.query))
  );
}

/** Whether a text is a guid, an MDM id or part of the email address of the threat. */
function isKnownAs({ guid, deviceGuid }: StoredThreat, device: DeviceRow | undefined, text: string): boolean {
  const requested = text.toLowerCase();
  if ([guid, deviceGuid].includes(requested)) return true;
  const owner = device?.complete();
  return (
    owner?.details?.external_id?.toLowerCase() === requested || owner?.email.toLowerCase().includes(requested) === true
  );
}
