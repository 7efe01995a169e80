import { z } from "zod";
import { guidSchema } from "../../model/identifiers";
import { intuneDiagnosticSettingsSchema } from "../intune-diagnostic-settings/intune-diagnostic-settings.schema";
import { consoleSettingsTypes } from "../lookout-settings/console-settings";
import { managedGooglePlayAppSchema } from "../intune-managed-google-play-app/intune-managed-google-play-app.schema";

/** The objects that cannot carry a mark and that a stack is going to manage. */
export const stackBaselineSchema = z.strictObject({
  connectorId: guidSchema.optional(),
  packageId: managedGooglePlayAppSchema.shape.packageId.optional(),
  diagnosticSettingsName: intuneDiagnosticSettingsSchema.shape.name.optional(),
  gatewaySettings: z.array(z.enum(consoleSettingsTypes)).optional(),
});
export type StackBaselineSettings = z.infer<typeof stackBaselineSchema>;

/** What a baseline records for each object, by the input that names it. What the gateway has is `gatewaySettingsBefore`, by
 *  resource. */
export const baselineOutputs = {
  connectorId: "connectorBefore",
  packageId: "managedGooglePlayBefore",
  diagnosticSettingsName: "diagnosticSettingsBefore",
} as const satisfies Record<Exclude<keyof StackBaselineSettings, "gatewaySettings">, string>;
