import * as pulumi from "@pulumi/pulumi";
import type { EnrollmentMonitoringArgs } from "pulumi-lookout-intune/monitoring";
import type { z } from "zod";
import {
  applicationKeyIn,
  type monitoringConfigSchema,
  type MonitoringContext,
} from "pulumi-lookout-intune/stack-config";

export type MonitoringConfig = z.infer<typeof monitoringConfigSchema>;

/** Converts the settings to the component's arguments. */
export function monitoringArgs(
  { applicationKey, ...config }: MonitoringConfig,
  context: MonitoringContext,
): EnrollmentMonitoringArgs {
  if (applicationKey === undefined) return config;
  const { vaultName, ...expiry } = applicationKey;
  const key = applicationKeyIn(context);
  if (vaultName === undefined || key === undefined) return { ...config, applicationKey: expiry };
  return { ...config, applicationKey: { ...expiry, vault: { name: vaultName, applicationKey: pulumi.secret(key) } } };
}

/** Declares the monitoring and returns its stack outputs. Loads Azure's SDK only if monitoring is configured. */
export async function declareMonitoring(args: EnrollmentMonitoringArgs | undefined): Promise<Record<string, unknown>> {
  if (args === undefined) return {};
  const { EnrollmentMonitoring } = await loadMonitoring();
  const monitoring = new EnrollmentMonitoring("lookout-monitoring", args);
  return {
    monitoringWorkspaceId: monitoring.workspaceId,
    monitoringAlertRuleIds: monitoring.alertRuleIds,
    monitoringWorkbookId: monitoring.workbookId,
    monitoringRecordTo: monitoring.recordTo,
    ...(monitoring.actionGroupId && { monitoringActionGroupId: monitoring.actionGroupId }),
    ...(monitoring.vaultId && { monitoringVaultId: monitoring.vaultId }),
  };
}

async function loadMonitoring() {
  try {
    return await import("pulumi-lookout-intune/monitoring");
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes("@pulumi/azure-native")) throw error;
    const missing = new pulumi.RunError(
      "lookout-intune:monitoring needs the package @pulumi/azure-native, which is not installed. Run `npm install @pulumi/azure-native`, or remove the setting.",
    );
    missing.stack = undefined;
    throw missing;
  }
}
