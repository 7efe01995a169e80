import type * as pulumi from "@pulumi/pulumi";
import type { AlertedThreat } from "./enrollment-monitoring.schema";
import type { ObjectHandlingArgs } from "../resources/graph-object/graph-object.args";
import type { IntuneDiagnosticSettingsArgs } from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.resource";

export interface EnrollmentMonitoringArgs {
  /** Resource group, in the subscription of the azure-native provider, that is to hold everything but a workspace that exists
   *  already. It has to be there. */
  resourceGroupName: pulumi.Input<string>;
  /** Azure region such as `westeurope`; that of the workspace, as alert rules and data collection rules have to be beside it. */
  location: pulumi.Input<string>;
  /** Resource id of a workspace that exists, in the subscription of the azure-native provider. Default: a workspace is created. */
  workspaceId?: pulumi.Input<string>;
  /** Days for which a workspace that is created keeps its logs, 30 to 730. Default: 90, this project's choice. */
  retentionDays?: pulumi.Input<number>;
  /** Addresses that get alerts. Somebody has to: here or in `actionGroupIds`. */
  emails?: pulumi.Input<string>[];
  /** Resource ids of action groups that exist and get alerts too. */
  actionGroupIds?: pulumi.Input<string>[];
  /** Whether Intune's own logs are sent to the workspace, which takes rights at the scope /providers/Microsoft.Intune. Default: true.
   *  False: they are sent there elsewhere, or the workbook shows no compliance and no audit log. */
  sendIntuneLogs?: boolean;
  /** How Intune's logs are sent. Default: a diagnostic setting `lookout-intune-monitoring` with every category that alerts and
   *  workbook read. */
  diagnosticSettings?: Partial<Pick<IntuneDiagnosticSettingsArgs, "name" | "categories" | keyof ObjectHandlingArgs>>;
  /** Object id of the service principal that runs `lookout-intune record`; it is allowed to write health records. Default: that is
   *  granted elsewhere (the role Monitoring Metrics Publisher on the data collection rule). */
  recorderObjectId?: pulumi.Input<string>;
  /** Minutes after which the connector's last heartbeat is late. Default: 1440, a day. Lookout's own frequency is `heartbeatMinutes`
   *  of its connector; leave it several of these. */
  heartbeatLateAfterMinutes?: pulumi.Input<number>;
  /** Minutes without a health record after which the silence itself is an alert, 60 to 1440. Default: 180, which goes with a
   *  record every hour. */
  recordMissingAfterMinutes?: pulumi.Input<number>;
  /** Disconnected devices that are no alert yet. Default: 0. Needs records made with Lookout's application key. */
  disconnectedDevices?: pulumi.Input<number>;
  /** Devices with open threats that are no alert yet. Needs records made with Lookout's application key. */
  threatenedDevices?: ThreatenedDevicesArgs;
  /** Alert on devices that Intune's own log has as not compliant and under threat. Default: none, as Microsoft does not document
   *  the values of either column. */
  complianceLog?: ComplianceLogArgs;
  /** Lookout's application key: a reminder before it expires and, if wanted, a place to keep it. Default: neither. */
  applicationKey?: MonitoredApplicationKeyArgs;
  /** Tags of everything that is created. Default: none. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

export interface ThreatenedDevicesArgs {
  /** The least level of a device's worst open threat that counts: `low`, `medium` or `high`. Default: `high`. */
  level?: pulumi.Input<AlertedThreat>;
  /** Devices that are no alert yet. Default: 0. */
  moreThan?: pulumi.Input<number>;
}

export interface ComplianceLogArgs {
  /** Values of `ComplianceState` that mean not compliant, as the workbook shows them; upper and lower case are the same. */
  notCompliantStates: pulumi.Input<string>[];
  /** Values of `DeviceHealthThreatLevel` that matter, likewise. */
  threatLevels: pulumi.Input<string>[];
}

export interface MonitoredApplicationKeyArgs {
  /** The key's last day, such as `2027-01-31`, from Lookout's console: a key is valid for a year, and no API says until when. */
  expiresOn: pulumi.Input<string>;
  /** Days before it from which an alert reminds every day, 1 to 365. Default: 30, as Lookout's own mails start. */
  remindDaysBefore?: pulumi.Input<number>;
  /** Where to keep the key. Default: nowhere. */
  vault?: ApplicationKeyVaultArgs;
}

export interface ApplicationKeyVaultArgs {
  /** Name of the Key Vault that is created: 3 to 24 letters, digits and hyphens, and nobody else's in all of Azure. A vault that was
   *  destroyed keeps its name for 90 days. */
  name: pulumi.Input<string>;
  /** The application key itself. It is a secret in state. */
  applicationKey: pulumi.Input<string>;
}
