import { z } from "zod";
import { guidSchema } from "../model/identifiers";
import { intuneDiagnosticSettingsSchema } from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.schema";

/** Minimum level of a device's worst open threat for an alert. */
export const AlertedThreat = { Low: "low", Medium: "medium", High: "high" } as const;
export type AlertedThreat = (typeof AlertedThreat)[keyof typeof AlertedThreat];

/** Limits of a workspace's retention, in days.
 *  Source: https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure */
export const retentionDaysLimits = { minimum: 30, maximum: 730 } as const;

/** Limits of the time without a health record, in minutes. The queries have a time range of one day, hence the maximum. */
const recordMissingLimits = { minimum: 60, maximum: 1440 } as const;

/** This project's defaults; neither Microsoft nor Lookout documents any.
 *  A connector counts as healthy with a heartbeat within the last day: https://maester.dev/docs/tests/MT.1098 */
export const monitoringDefaults = {
  diagnosticSettingsName: "lookout-intune-monitoring",
  retentionDays: 90,
  heartbeatLateAfterMinutes: 1440,
  recordMissingAfterMinutes: 180,
  disconnectedDevices: 0,
  threatenedDevices: { level: AlertedThreat.High, moreThan: 0 },
  remindDaysBefore: 30,
} as const;

const integerBetween = (what: string, { minimum, maximum }: { minimum: number; maximum: number }) => {
  const message = `${what}, ${minimum} to ${maximum}; set a value in that range`;
  return z.number({ error: message }).int(message).min(minimum, message).max(maximum, message);
};
const integerFrom = (what: string, minimum: number) => {
  const message = `${what}, ${minimum} or more; set a whole number`;
  return z.number({ error: message }).int(message).min(minimum, message);
};
const nonEmpty = (message: string) => z.string({ error: message }).min(1, message);

const logValues = (what: string) => {
  const message = `values of ${what} are not documented; list the values that the workbook shows for this tenant`;
  return z.array(nonEmpty(message), { error: message }).min(1, message);
};

const vaultNameMessage =
  "a vault's name has 3 to 24 letters, digits and single hyphens, starts with a letter and does not end with a hyphen; choose one that is unique in Azure";
/** Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftkeyvault */
export const vaultNameSchema = z
  .string({ error: vaultNameMessage })
  .regex(/^(?=.{3,24}$)[a-z](-?[a-z0-9])*$/i, vaultNameMessage);

const expiryMessage =
  "the expiry date of the application key has the form 2027-01-31; take it from Lookout's console, System > Application Keys";

/** Expiry of Lookout's application key. It expires a year after it was generated; no API returns the date. */
export const applicationKeyExpirySchema = z.strictObject({
  expiresOn: z.iso.date({ error: expiryMessage }),
  remindDaysBefore: integerBetween("the reminder must start a whole number of days before the expiry", {
    minimum: 1,
    maximum: 365,
  }).optional(),
});
export type ApplicationKeyExpiry = z.infer<typeof applicationKeyExpirySchema>;

/** Settings of the monitoring, except for values that are Azure resources. */
export const enrollmentMonitoringSchema = z.strictObject({
  resourceGroupName: nonEmpty("name the existing resource group for the monitoring"),
  location: nonEmpty("set the Azure region of the workspace, such as westeurope"),
  workspaceId: intuneDiagnosticSettingsSchema.shape.workspaceId,
  retentionDays: integerBetween("the retention must be a whole number of days", retentionDaysLimits).optional(),
  emails: z
    .array(z.email({ error: "this is not an email address; set one that receives alerts" }), {
      error: "must be a list of email addresses",
    })
    .optional(),
  actionGroupIds: z
    .array(nonEmpty("must be the resource id of an action group"), { error: "must be a list of resource ids" })
    .optional(),
  sendIntuneLogs: z.boolean({ error: "Intune's logs are sent to the workspace (true) or not (false)" }).optional(),
  recorderObjectId: guidSchema.optional(),
  heartbeatLateAfterMinutes: integerFrom(
    "the minutes after which a heartbeat is late must be a whole number",
    1,
  ).optional(),
  recordMissingAfterMinutes: integerBetween(
    "the minutes after which a record is missing must be a whole number",
    recordMissingLimits,
  ).optional(),
  disconnectedDevices: integerFrom(
    "the number of disconnected devices without an alert must be a whole number",
    0,
  ).optional(),
  threatenedDevices: z
    .strictObject({
      level: z.enum(AlertedThreat, { error: "the level must be low, medium or high" }).optional(),
      moreThan: integerFrom("the number of devices with threats without an alert must be a whole number", 0).optional(),
    })
    .optional(),
  complianceLog: z
    .strictObject({
      notCompliantStates: logValues("ComplianceState"),
      threatLevels: logValues("DeviceHealthThreatLevel"),
    })
    .optional(),
  applicationKey: applicationKeyExpirySchema.optional(),
});
export type EnrollmentMonitoringSettings = z.infer<typeof enrollmentMonitoringSchema>;

/** Describes the problem when nobody receives alerts; undefined otherwise. */
export function findAudienceProblem(settings: {
  readonly emails?: unknown;
  readonly actionGroupIds?: unknown;
}): string | undefined {
  const isEmpty = (list: unknown) => list === undefined || (Array.isArray(list) && list.length === 0);
  if (!isEmpty(settings.emails) || !isEmpty(settings.actionGroupIds)) return undefined;
  return "nobody would receive the alerts; set addresses in emails, or action groups in actionGroupIds";
}
