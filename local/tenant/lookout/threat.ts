import { z } from "zod";
import { contentClassifications, threatClassifications } from "../../../model/threat-classification-ids";
import { lookoutRisks, riskOn, type LookoutRisk, type Platform, type StoredRisks } from "./classification-risks";
import { securityStatuses, type DeviceRow, type SecurityStatus } from "./device";

export const threatTypes = ["APPLICATION", "CONFIGURATION", "FILE", "NETWORK", "OS", "WEB_CONTENT"] as const;
export const threatStatuses = ["OPEN", "RESOLVED", "IGNORED"] as const;

/** A threat in a control request. */
export const newThreatSchema = z.strictObject({
  /** Default: the newest activated device. */
  deviceGuid: z.guid().toLowerCase().optional(),
  classification: z.enum(threatClassifications),
  /** Used if the classification has no risk. */
  risk: z.enum(lookoutRisks).optional(),
  /** Which classification is of which type is not documented, so a threat has only the one it is given. */
  type: z.enum(threatTypes).optional(),
});

/** A stored threat. */
export interface StoredThreat {
  readonly guid: string;
  readonly oid: string;
  readonly deviceGuid: string;
  readonly platform: Platform;
  readonly classification: string;
  readonly type?: string;
  readonly risk?: LookoutRisk;
  readonly detectedAt: string;
  readonly resolvedAt?: string;
}

/** The risk of a threat: the current risk of its classification, otherwise its own. */
export function riskOfThreat(
  { platform, classification, risk }: Pick<StoredThreat, "platform" | "classification" | "risk">,
  risks: StoredRisks,
): LookoutRisk | undefined {
  return riskOn(platform, risks[classification]) ?? risk;
}

/** Whether phishing and content protection found it. Lookout lists such threats apart. */
export function isContentThreat({ classification }: StoredThreat): boolean {
  return (contentClassifications as readonly string[]).includes(classification);
}

/** The state of each device that is not secure, by its worst open threat. */
export function threatenedDevices(
  threats: readonly StoredThreat[],
  risks: StoredRisks,
  ofAdvisory: SecurityStatus,
): ReadonlyMap<string, SecurityStatus> {
  const statuses = new Map<string, SecurityStatus>();
  for (const threat of threats.filter(({ resolvedAt }) => resolvedAt === undefined)) {
    const status = securityStatusOf(riskOfThreat(threat, risks) ?? "NONE", ofAdvisory);
    const known = statuses.get(threat.deviceGuid) ?? "SECURE";
    if (securityStatuses.indexOf(status) > securityStatuses.indexOf(known)) statuses.set(threat.deviceGuid, status);
  }
  return statuses;
}

function securityStatusOf(risk: LookoutRisk, ofAdvisory: SecurityStatus): SecurityStatus {
  if (risk === "ADVISORY") return ofAdvisory;
  return risk === "NONE" ? "SECURE" : `THREATS_${risk}`;
}

/** A threat as the Mobile Risk API shows it. Source: the Mobile Risk API v2's Swagger. */
export function showThreat(
  threat: StoredThreat,
  device: DeviceRow | undefined,
  risks: StoredRisks,
  enterpriseId: string,
): object {
  const { guid, oid, classification, type, detectedAt, resolvedAt, deviceGuid } = threat;
  const risk = riskOfThreat(threat, risks);
  const owner = device?.complete();
  return {
    guid,
    oid,
    enterprise_guid: enterpriseId,
    ...(type === undefined ? {} : { type }),
    classification,
    risk,
    status: statusOf(threat),
    assessments: [{ classification, ...assessedRisk(risk) }],
    detected_at: detectedAt,
    created_time: detectedAt,
    ...(resolvedAt === undefined ? {} : { resolved_at: resolvedAt }),
    device_guid: deviceGuid,
    ...(owner === undefined
      ? {}
      : {
          device: {
            guid: owner.guid,
            email: owner.email,
            ...(owner.customer_device_id === undefined ? {} : { customer_device_id: owner.customer_device_id }),
            details: withTextConnector(owner.details ?? {}),
          },
        }),
    details: {},
  };
}

export function statusOf({ resolvedAt }: StoredThreat): (typeof threatStatuses)[number] {
  return resolvedAt === undefined ? "OPEN" : "RESOLVED";
}

/** Assessments know no ADVISORY. */
function assessedRisk(risk: LookoutRisk | undefined): { readonly risk?: LookoutRisk } {
  return risk === undefined || risk === "ADVISORY" ? {} : { risk };
}

/** The connector's number is a number in devices and a text in threats. */
function withTextConnector(details: { readonly mdm_connector_id?: number }): object {
  const { mdm_connector_id: id, ...rest } = details;
  return id === undefined ? rest : { ...rest, mdm_connector_id: String(id) };
}
