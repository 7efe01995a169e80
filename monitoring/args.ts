import type * as pulumi from "@pulumi/pulumi";
import type { AlertedThreat } from "./enrollment-monitoring.schema";
import type { ObjectHandlingArgs } from "../resources/graph-object/graph-object.args";
import type { IntuneDiagnosticSettingsArgs } from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.resource";

/** Settings of the monitoring in Azure Monitor. */
export interface EnrollmentMonitoringArgs {
  /** Name of an existing resource group, in the subscription of the azure-native provider, for all resources except an existing
   *  workspace. */
  resourceGroupName: pulumi.Input<string>;
  /** Azure region, such as `westeurope`. Must be the region of the workspace, because alert rules and data collection rules must be
   *  in the same region. */
  location: pulumi.Input<string>;
  /** Resource id of an existing Log Analytics workspace, in the subscription of the azure-native provider. Default: a workspace is
   *  created. */
  workspaceId?: pulumi.Input<string>;
  /** Retention of a created workspace in days, 30 to 730. Default: 90, which is this project's choice.
   *  Source: https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure */
  retentionDays?: pulumi.Input<number>;
  /** Email addresses that receive alerts. Set `emails`, `actionGroupIds`, or both. Default: none. */
  emails?: pulumi.Input<string>[];
  /** Resource ids of existing action groups that receive alerts. Default: none. */
  actionGroupIds?: pulumi.Input<string>[];
  /** Whether to send Intune's own logs to the workspace. Requires permissions at the scope /providers/Microsoft.Intune. If false
   *  and they are not sent by other means, the workbook shows no compliance and no audit log. Default: true. */
  sendIntuneLogs?: boolean;
  /** The diagnostic setting that sends Intune's logs. Default: `lookout-intune-monitoring`, with the categories that the alerts and
   *  the workbook need. */
  diagnosticSettings?: Partial<Pick<IntuneDiagnosticSettingsArgs, "name" | "categories" | keyof ObjectHandlingArgs>>;
  /** Object id of the service principal that runs `lookout-intune record`. It is assigned the role Monitoring Metrics Publisher on
   *  the data collection rule, to write health records. Default: no role assignment. */
  recorderObjectId?: pulumi.Input<string>;
  /** Age in minutes, 1 or more, from which the connector's last heartbeat is late. Set a multiple of the connector's
   *  `heartbeatMinutes`. Default: 1440 (one day). */
  heartbeatLateAfterMinutes?: pulumi.Input<number>;
  /** Minutes without a health record after which an alert fires, 60 to 1440. Default: 180, for a job that runs every hour. */
  recordMissingAfterMinutes?: pulumi.Input<number>;
  /** Number of disconnected devices above which an alert fires, 0 or more. Requires health records that were collected with
   *  Lookout's application key. Default: 0. */
  disconnectedDevices?: pulumi.Input<number>;
  /** When the number of devices with open threats fires an alert. Requires health records that were collected with Lookout's
   *  application key. Default: more than 0 devices with the level `high`. */
  threatenedDevices?: ThreatenedDevicesArgs;
  /** Alert on devices that Intune's own log shows as not compliant with a threat level. Default: no alert, because Microsoft does
   *  not document the values of these columns. */
  complianceLog?: ComplianceLogArgs;
  /** Lookout's application key: a reminder before it expires, and optionally a key vault for it. Default: neither. */
  applicationKey?: MonitoredApplicationKeyArgs;
  /** Tags of all created resources. Default: none. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** Threshold for devices with open threats. */
export interface ThreatenedDevicesArgs {
  /** Minimum level of a device's worst open threat: `low`, `medium` or `high`. Default: `high`. */
  level?: pulumi.Input<AlertedThreat>;
  /** Number of devices above which an alert fires, 0 or more. Default: 0. */
  moreThan?: pulumi.Input<number>;
}

/** Values in Intune's compliance log that fire an alert. Take them from the workbook: Microsoft does not document them. */
export interface ComplianceLogArgs {
  /** Values of `ComplianceState` that mean not compliant, case-insensitive. At least one. */
  notCompliantStates: pulumi.Input<string>[];
  /** Values of `DeviceHealthThreatLevel` that fire an alert, case-insensitive. At least one. */
  threatLevels: pulumi.Input<string>[];
}

/** Expiry and storage of Lookout's application key. */
export interface MonitoredApplicationKeyArgs {
  /** The key's expiry date from Lookout's console, such as `2027-01-31`. A key is valid for a year; no API returns the date. */
  expiresOn: pulumi.Input<string>;
  /** Days before the expiry from which an alert fires every day, 1 to 365. Default: 30, the same as Lookout's own reminders. */
  remindDaysBefore?: pulumi.Input<number>;
  /** Key vault to create for the key. Default: none. */
  vault?: ApplicationKeyVaultArgs;
}

/** The key vault for Lookout's application key. */
export interface ApplicationKeyVaultArgs {
  /** Name of the key vault: 3 to 24 letters, digits and single hyphens, unique in Azure. The name of a deleted vault stays reserved
   *  for 90 days. Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftkeyvault */
  name: pulumi.Input<string>;
  /** The application key. Stored as a secret in state. */
  applicationKey: pulumi.Input<string>;
}

/** Arguments that all Azure resources of the component share. */
export interface CommonArgs {
  /** Name of their resource group. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure's name of their region, such as `westeurope`. */
  readonly location: pulumi.Input<string>;
  /** Their tags. Default: none. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
