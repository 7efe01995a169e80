import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { checkedInput, componentError, type ComponentContext } from "../components/component-error";
import { refuseForeignDestinations } from "../components/trusted-destinations";
import { healthStream } from "../model/health-record";
import { componentTypes } from "../model/resource-types";
import { enrollmentMonitoringSchema, findAudienceProblem, vaultNameSchema } from "./enrollment-monitoring.schema";
import type { AlertKey } from "./alert-rules";
import { declareAlerting } from "./alerting";
import { declareApplicationKeyVault } from "./application-key-vault";
import type { CommonArgs, EnrollmentMonitoringArgs } from "./args";
import { declareHealthLog } from "./health-log";
import { sendIntuneLogs } from "./intune-logs";
import { declareWorkbook } from "./workbook";
import { declareWorkspace } from "./workspace";

/** Where `lookout-intune record` sends health records. */
export interface HealthRecordTarget {
  /** URL of the data collection endpoint. */
  readonly endpoint: string;
  /** Immutable id of the data collection rule. */
  readonly ruleId: string;
  readonly stream: string;
}

/** Monitors the integration with Azure Monitor: a new or existing Log Analytics workspace, alert rules, a workbook and, optionally,
 *  a key vault for Lookout's application key.
 *
 *  Intune's logs contain neither the connector's state and heartbeat nor Lookout's devices. Run `lookout-intune record` as a
 *  scheduled job to add them: it writes a health record to a custom table. An alert fires when records are missing.
 *
 *  ```ts
 *  import { EnrollmentMonitoring } from "pulumi-lookout-intune/monitoring";
 *
 *  const monitoring = new EnrollmentMonitoring("lookout-monitoring", {
 *    resourceGroupName: "lookout",
 *    location: "westeurope",
 *    emails: ["soc@contoso.example"],
 *    applicationKey: { expiresOn: "2027-01-31" },
 *  });
 *  export const recordTo = monitoring.recordTo;
 *  ```
 *
 *  Azure charges for ingested logs, alert rules and emails; a health record is a few hundred bytes. Requires the package
 *  `@pulumi/azure-native` and a subscription (`azure-native:subscriptionId` or ARM_SUBSCRIPTION_ID). */
export class EnrollmentMonitoring extends pulumi.ComponentResource {
  /** Resource id of the Log Analytics workspace. */
  public readonly workspaceId: pulumi.Output<string>;
  /** Id of Intune's diagnostic setting; undefined when `sendIntuneLogs` is false. */
  public readonly diagnosticSettingsId: pulumi.Output<string> | undefined;
  /** Resource ids of the alert rules, by key, such as `connector-unresponsive`. */
  public readonly alertRuleIds: pulumi.Output<Partial<Record<AlertKey, string>>>;
  /** Resource id of the created action group; undefined without `emails`. */
  public readonly actionGroupId: pulumi.Output<string> | undefined;
  /** Resource id of the workbook. */
  public readonly workbookId: pulumi.Output<string>;
  /** Where `lookout-intune record` sends health records. */
  public readonly recordTo: pulumi.Output<HealthRecordTarget>;
  /** Resource id of the key vault; undefined without `applicationKey.vault`. */
  public readonly vaultId: pulumi.Output<string> | undefined;

  constructor(name: string, args: EnrollmentMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.EnrollmentMonitoring, name, {}, opts);

    const context: ComponentContext = { kind: "EnrollmentMonitoring", name, resource: this };
    refuseForeignDestinations(context, "azure-native");
    const settings = checkedArgs(context, args);
    const common: CommonArgs = {
      resourceGroupName: settings.resourceGroupName,
      location: settings.location,
      tags: settings.tags,
    };
    const workspace = declareWorkspace(context, common, settings);
    const logs = sendIntuneLogs(context, settings, workspace);
    const health = declareHealthLog(context, common, settings, workspace);
    const alerting = declareAlerting(context, common, settings, workspace, health);
    const workbook = declareWorkbook(context, common, workspace);
    const vault = settings.applicationKey && declareApplicationKeyVault(context, common, settings.applicationKey);

    this.workspaceId = workspace.id;
    this.diagnosticSettingsId = logs?.resourceId;
    this.alertRuleIds = pulumi.output(alerting.ruleIds);
    this.actionGroupId = alerting.actionGroupId;
    this.workbookId = workbook.id;
    this.recordTo = pulumi.output({ endpoint: health.endpoint, ruleId: health.ruleId, stream: healthStream });
    this.vaultId = vault?.vaultId;
    this.registerOutputs({
      workspaceId: this.workspaceId,
      diagnosticSettingsId: this.diagnosticSettingsId,
      alertRuleIds: this.alertRuleIds,
      actionGroupId: this.actionGroupId,
      workbookId: this.workbookId,
      recordTo: this.recordTo,
      vaultId: this.vaultId,
    });
  }
}

const { shape } = enrollmentMonitoringSchema;

/** Validates the arguments: plain values at once, outputs as soon as they are known. */
function checkedArgs(context: ComponentContext, args: EnrollmentMonitoringArgs): EnrollmentMonitoringArgs {
  const audienceProblem = findAudienceProblem(args);
  if (audienceProblem !== undefined) throw componentError(context, `${audienceProblem}.`);
  const checked = <T>(key: keyof typeof shape, value: pulumi.Input<T>) => checkedInput(context, key, shape[key], value);
  const optional = <T>(key: keyof typeof shape, value: pulumi.Input<T> | undefined) =>
    value === undefined ? undefined : checked(key, value);
  return {
    ...args,
    resourceGroupName: checked("resourceGroupName", args.resourceGroupName),
    location: checked("location", args.location),
    workspaceId: optional("workspaceId", args.workspaceId),
    retentionDays: optional("retentionDays", args.retentionDays),
    emails: args.emails?.map((email, index) =>
      checkedInput(context, `emails[${index}]`, shape.emails.unwrap().element, email),
    ),
    recorderObjectId: optional("recorderObjectId", args.recorderObjectId),
    heartbeatLateAfterMinutes: optional("heartbeatLateAfterMinutes", args.heartbeatLateAfterMinutes),
    recordMissingAfterMinutes: optional("recordMissingAfterMinutes", args.recordMissingAfterMinutes),
    disconnectedDevices: optional("disconnectedDevices", args.disconnectedDevices),
    threatenedDevices: args.threatenedDevices && checkedMembers(context, "threatenedDevices", args.threatenedDevices),
    complianceLog: args.complianceLog && checkedMembers(context, "complianceLog", args.complianceLog),
    // The key itself is not validated, because a message could reveal part of it.
    applicationKey: args.applicationKey && {
      ...checkedMembers(context, "applicationKey", args.applicationKey),
      vault: args.applicationKey.vault && {
        ...args.applicationKey.vault,
        name: checkedInput(context, "applicationKey.vault.name", vaultNameSchema, args.applicationKey.vault.name),
      },
    },
  };
}

/** Validates the members of a group of settings. */
function checkedMembers<Group extends object>(
  context: ComponentContext,
  name: "threatenedDevices" | "complianceLog" | "applicationKey",
  group: Group,
): Group {
  const members: Readonly<Record<string, z.ZodType | undefined>> = shape[name].unwrap().shape;
  const checked = Object.entries(group).map(([key, value]: [string, pulumi.Input<unknown>]) => {
    const schema = members[key];
    return [key, schema && value !== undefined ? checkedInput(context, `${name}.${key}`, schema, value) : value];
  });
  return Object.fromEntries(checked) as Group;
}
