import type { ComponentContext } from "../components/component-error";
import { IntuneLogCategory } from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.schema";
import { monitoringDefaults } from "./enrollment-monitoring.schema";
import { IntuneDiagnosticSettings } from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.resource";
import type { EnrollmentMonitoringArgs } from "./args";
import type { UsedWorkspace } from "./workspace";

/** What alerts and workbook read. */
const categories = [
  IntuneLogCategory.Audit,
  IntuneLogCategory.Operational,
  IntuneLogCategory.DeviceCompliance,
  IntuneLogCategory.Devices,
];

/** Has Intune send its logs to the workspace, unless that is done elsewhere. */
export function sendIntuneLogs(
  { name, resource: parent }: ComponentContext,
  { sendIntuneLogs: wanted = true, diagnosticSettings }: EnrollmentMonitoringArgs,
  workspace: UsedWorkspace,
): IntuneDiagnosticSettings | undefined {
  if (!wanted) return undefined;
  return new IntuneDiagnosticSettings(
    `${name}-intune-logs`,
    { name: monitoringDefaults.diagnosticSettingsName, categories, ...diagnosticSettings, workspaceId: workspace.id },
    { parent },
  );
}
