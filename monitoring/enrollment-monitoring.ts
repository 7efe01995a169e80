import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { checkedInput, componentError, type ComponentContext } from "../components/component-error";
import { healthStream } from "../model/health-record";
import { componentTypes } from "../model/resource-types";
import { enrollmentMonitoringSchema, findAudienceProblem, vaultNameSchema } from "./enrollment-monitoring.schema";
import type { AlertKey } from "./alert-rules";
import { declareAlerting } from "./alerting";
import { declareApplicationKeyVault } from "./application-key-vault";
import type { EnrollmentMonitoringArgs } from "./args";
import { declareHealthLog } from "./health-log";
import { sendIntuneLogs } from "./intune-logs";
import type { Place } from "./place";
import { declareWorkbook } from "./workbook";
import { useWorkspace } from "./workspace";

/** Where health records are sent to: what `lookout-intune record` has to know. */
export interface HealthRecordTarget {
  /** Address of Azure's ingestion endpoint. */
  readonly endpoint: string;
  /** Immutable id of the data collection rule. */
  readonly ruleId: string;
  readonly stream: string;
}

/** Watches the integration from Azure Monitor: a Log Analytics workspace (or one that exists), alert rules, a workbook and, if wanted, a
 *  Key Vault for Lookout's application key.
 *
 *  Intune's logs do not have the connector's state or heartbeat, nor Lookout's devices. What they lack comes from
 *  `lookout-intune record`, which a scheduled job runs; it writes a row into a table of its own, and an alert says when it does not.
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
 *  Costs what Azure asks for ingested logs, alert rules and e-mails; health records are a few hundred bytes each. Needs
 *  `@pulumi/azure-native` and a subscription (`azure-native:subscriptionId` or ARM_SUBSCRIPTION_ID). */
export class EnrollmentMonitoring extends pulumi.ComponentResource {
  /** Resource id of the Log Analytics workspace. */
  public readonly workspaceId: pulumi.Output<string>;
  /** Id of Intune's diagnostic setting; undefined when its logs are sent elsewhere. */
  public readonly diagnosticSettingsId: pulumi.Output<string> | undefined;
  /** Resource ids of the alert rules, by what they watch, such as `connector-unresponsive`. */
  public readonly alertRuleIds: pulumi.Output<Partial<Record<AlertKey, string>>>;
  /** Resource id of the action group; undefined when only groups that exist get alerts. */
  public readonly actionGroupId: pulumi.Output<string> | undefined;
  /** Resource id of the workbook. */
  public readonly workbookId: pulumi.Output<string>;
  /** Where `lookout-intune record` sends health records. */
  public readonly recordTo: pulumi.Output<HealthRecordTarget>;
  /** Resource id of the Key Vault; undefined when the key is not kept there. */
  public readonly vaultId: pulumi.Output<string> | undefined;

  constructor(name: string, args: EnrollmentMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.EnrollmentMonitoring, name, {}, opts);

    const context: ComponentContext = { kind: "EnrollmentMonitoring", name, resource: this };
    const settings = checkedArgs(context, args);
    const place: Place = {
      resourceGroupName: settings.resourceGroupName,
      location: settings.location,
      tags: settings.tags,
    };
    const workspace = useWorkspace(context, place, settings);
    const logs = sendIntuneLogs(context, settings, workspace);
    const health = declareHealthLog(context, place, settings, workspace);
    const alerting = declareAlerting(context, place, settings, workspace, health);
    const workbook = declareWorkbook(context, place, workspace);
    const vault = settings.applicationKey && declareApplicationKeyVault(context, place, settings.applicationKey);

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

/** The arguments, each held to its rule: at once where it is plain, else as soon as it is known. */
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
    // The key itself is held to no rule, as a message would have to name what is wrong with it.
    applicationKey: args.applicationKey && {
      ...checkedMembers(context, "applicationKey", args.applicationKey),
      vault: args.applicationKey.vault && {
        ...args.applicationKey.vault,
        name: checkedInput(context, "applicationKey.vault.name", vaultNameSchema, args.applicationKey.vault.name),
      },
    },
  };
}

/** Members of a group of settings, each held to its rule. */
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
