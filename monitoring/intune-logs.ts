import type { ComponentContext } from "../components/component-error";
import { IntuneLogCategory } from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.schema";
import { monitoringDefaults } from "./enrollment-monitoring.schema";
import { IntuneDiagnosticSettings } from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.resource";
import type { EnrollmentMonitoringArgs } from "./args";
import type { LogWorkspace } from "./workspace";

/** Log categories that the alerts and the workbook need. */
const categories = [
  IntuneLogCategory.Audit,
  IntuneLogCategory.Operational,
  IntuneLogCategory.DeviceCompliance,
  IntuneLogCategory.Devices,
];

/** Declares the diagnostic setting that sends Intune's logs to the workspace, unless `sendIntuneLogs` is false. */
export function sendIntuneLogs(
  { name, resource: parent }: ComponentContext,
  { sendIntuneLogs: enabled = true, diagnosticSettings }: EnrollmentMonitoringArgs,
  workspace: LogWorkspace,
): IntuneDiagnosticSettings | undefined {
  if (!enabled) return undefined;
  return new IntuneDiagnosticSettings(
    `${name}-intune-logs`,
    { name: monitoringDefaults.diagnosticSettingsName, categories, ...diagnosticSettings, workspaceId: workspace.id },
    { parent },
  );
}
