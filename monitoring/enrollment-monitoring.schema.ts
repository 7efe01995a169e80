import { z } from "zod";
import { guidSchema } from "../model/identifiers";
import { intuneDiagnosticSettingsSchema } from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.schema";

/** How bad the worst open threat of a device has to be for an alert. */
export const AlertedThreat = { Low: "low", Medium: "medium", High: "high" } as const;
export type AlertedThreat = (typeof AlertedThreat)[keyof typeof AlertedThreat];

/** Days for which a workspace keeps its logs.
 *  Source: https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure */
export const retentionDaysLimits = { minimum: 30, maximum: 730 } as const;

/** An alert rule looks at a day at most here, so silence is noticed within that time. */
const silenceLimits = { minimum: 60, maximum: 1440 } as const;

/** This project's own choices; neither Microsoft nor Lookout names any.
 *  A connector counts as healthy with a heartbeat of the last day: https://maester.dev/docs/tests/MT.1098 */
export const monitoringDefaults = {
  diagnosticSettingsName: "lookout-intune-monitoring",
  retentionDays: 90,
  heartbeatLateAfterMinutes: 1440,
  recordMissingAfterMinutes: 180,
  disconnectedDevices: 0,
  threatenedDevices: { level: AlertedThreat.High, moreThan: 0 },
  remindDaysBefore: 30,
} as const;

const wholeBetween = (what: string, { minimum, maximum }: { minimum: number; maximum: number }) => {
  const message = `${what}, ${minimum} to ${maximum}; set a value in that range`;
  return z.number({ error: message }).int(message).min(minimum, message).max(maximum, message);
};
const wholeFrom = (what: string, minimum: number) => {
  const message = `${what}, ${minimum} or more; set a whole number`;
  return z.number({ error: message }).int(message).min(minimum, message);
};
const nonEmpty = (message: string) => z.string({ error: message }).min(1, message);

const logValues = (what: string) => {
  const message = `values of ${what} are not documented; look at the workbook, and list those that the tenant writes`;
  return z.array(nonEmpty(message), { error: message }).min(1, message);
};

const vaultNameMessage =
  "a vault's name has 3 to 24 letters, digits and single hyphens, and begins with a letter and does not end in a hyphen; choose one that nobody else in Azure has";
/** Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftkeyvault */
export const vaultNameSchema = z
  .string({ error: vaultNameMessage })
  .regex(/^(?=.{3,24}$)[a-z](-?[a-z0-9])*$/i, vaultNameMessage);

const expiryMessage =
  "the day on which the application key expires is written as 2027-01-31; take it from Lookout's console, System > Application Keys";

/** Lookout's application key expires a year after it was made, and no API says when. */
export const applicationKeyExpirySchema = z.strictObject({
  expiresOn: z.iso.date({ error: expiryMessage }),
  remindDaysBefore: wholeBetween("whole days before the expiry from which to remind", {
    minimum: 1,
    maximum: 365,
  }).optional(),
});
export type ApplicationKeyExpiry = z.infer<typeof applicationKeyExpirySchema>;

/** What can be declared about monitoring, apart from values that only Azure gives. */
export const enrollmentMonitoringSchema = z.strictObject({
  resourceGroupName: nonEmpty("the resource group that is to hold the monitoring has a name; write it"),
  location: nonEmpty("the region, such as westeurope, is a text; write that of the workspace"),
  workspaceId: intuneDiagnosticSettingsSchema.shape.workspaceId,
  retentionDays: wholeBetween("a workspace keeps logs for whole days", retentionDaysLimits).optional(),
  emails: z
    .array(z.email({ error: "alerts go to e-mail addresses; write one" }), { error: "give a list of addresses" })
    .optional(),
  actionGroupIds: z
    .array(nonEmpty("an action group is named by its resource id"), { error: "give a list of resource ids" })
    .optional(),
  sendIntuneLogs: z.boolean({ error: "Intune's logs are sent to the workspace (true) or not (false)" }).optional(),
  recorderObjectId: guidSchema.optional(),
  heartbeatLateAfterMinutes: wholeFrom("a heartbeat is late after a number of whole minutes", 1).optional(),
  recordMissingAfterMinutes: wholeBetween("a record is missing after whole minutes", silenceLimits).optional(),
  disconnectedDevices: wholeFrom("the number of disconnected devices that is still fine is whole", 0).optional(),
  threatenedDevices: z
    .strictObject({
      level: z.enum(AlertedThreat, { error: "the level is low, medium or high; choose one" }).optional(),
      moreThan: wholeFrom("the number of devices with threats that is still fine is whole", 0).optional(),
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

/** What is wrong with who hears of alerts; undefined when somebody does. */
export function findAudienceProblem(settings: {
  readonly emails?: unknown;
  readonly actionGroupIds?: unknown;
}): string | undefined {
  const isEmpty = (list: unknown) => list === undefined || (Array.isArray(list) && list.length === 0);
  if (!isEmpty(settings.emails) || !isEmpty(settings.actionGroupIds)) return undefined;
  return "nobody would hear of an alert; name addresses in emails, or action groups in actionGroupIds";
}
