import * as pulumi from "@pulumi/pulumi";
import type { EnrollmentMonitoringArgs } from "pulumi-lookout-intune/monitoring";
import type { z } from "zod";
import type { ConfigProblem, monitoringConfigSchema } from "pulumi-lookout-intune/stack-config";

export type MonitoringConfig = z.infer<typeof monitoringConfigSchema>;
type Texts = Readonly<Record<string, string | undefined>>;

/** What monitoring needs of other settings, and of the environment. */
interface Surroundings {
  readonly entries: Texts;
  readonly environment: Texts;
}

/** What is missing beside the settings of monitoring themselves. */
export function findMonitoringProblems(
  project: Readonly<Record<string, unknown>>,
  around: Surroundings,
): ConfigProblem[] {
  const { monitoring } = project;
  if (monitoring === undefined) return [];
  const { applicationKey } = monitoring as { readonly applicationKey?: { readonly vaultName?: unknown } | null };
  return [
    ...(subscriptionIn(around) === undefined
      ? [
          {
            key: "azure-native:subscriptionId",
            found: "is missing",
            message: "monitoring is created in an Azure subscription; name it here or in ARM_SUBSCRIPTION_ID",
            fix: "pulumi config set azure-native:subscriptionId <subscription id>",
          },
        ]
      : []),
    ...(applicationKey?.vaultName !== undefined && applicationKeyIn(around) === undefined
      ? [
          {
            key: "lookout-intune:monitoring.applicationKey.vaultName",
            message:
              "the key to keep in the vault is missing; set lookout:applicationKey as a secret, or LOOKOUT_APPLICATION_KEY",
            fix: "pulumi config set --secret lookout:applicationKey",
          },
        ]
      : []),
  ];
}

/** The settings as the component takes them. */
export function monitoringArgs(
  { applicationKey, ...config }: MonitoringConfig,
  around: Surroundings,
): EnrollmentMonitoringArgs {
  if (applicationKey === undefined) return config;
  const { vaultName, ...expiry } = applicationKey;
  const key = applicationKeyIn(around);
  if (vaultName === undefined || key === undefined) return { ...config, applicationKey: expiry };
  return { ...config, applicationKey: { ...expiry, vault: { name: vaultName, applicationKey: pulumi.secret(key) } } };
}

/** Declares monitoring and gives what a person or another stack reads of it. Azure's SDK is loaded for this alone. */
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

// The environment comes first, as everywhere for the key: after a rotation only it is current.
function applicationKeyIn({ entries, environment }: Surroundings): string | undefined {
  return [environment.LOOKOUT_APPLICATION_KEY, entries["lookout:applicationKey"]].find(isSet);
}

function subscriptionIn({ entries, environment }: Surroundings): string | undefined {
  return [entries["azure-native:subscriptionId"], environment.ARM_SUBSCRIPTION_ID].find(isSet);
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== "";
}
