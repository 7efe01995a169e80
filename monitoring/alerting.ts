import { ActionGroup, ScheduledQueryRule } from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "../components/component-error";
import { alertRules, enabledAlerts, type AlertKey, type AlertRule, type AlertSettings } from "./alert-rules";
import type { CommonArgs, EnrollmentMonitoringArgs } from "./args";
import type { HealthLog } from "./health-log";
import type { LogWorkspace } from "./workspace";

/** The action group and the alert rules. */
export interface Alerting {
  readonly actionGroupId: pulumi.Output<string> | undefined;
  readonly ruleIds: Readonly<Partial<Record<AlertKey, pulumi.Output<string>>>>;
}

/** Time range of a query: one day, the maximum without further settings in Azure. */
const window = "P1D";

export function declareAlerting(
  context: ComponentContext,
  common: CommonArgs,
  args: EnrollmentMonitoringArgs,
  workspace: LogWorkspace,
  { table }: HealthLog,
): Alerting {
  const group = declareActionGroup(context, common, args.emails ?? []);
  const actionGroups = [...(group === undefined ? [] : [group.id]), ...(args.actionGroupIds ?? [])];
  const settings: pulumi.Output<AlertSettings> = pulumi.output({
    heartbeatLateAfterMinutes: args.heartbeatLateAfterMinutes,
    recordMissingAfterMinutes: args.recordMissingAfterMinutes,
    disconnectedDevices: args.disconnectedDevices,
    threatenedDevices: args.threatenedDevices,
    complianceLog: args.complianceLog,
    applicationKey: args.applicationKey && {
      expiresOn: args.applicationKey.expiresOn,
      remindDaysBefore: args.applicationKey.remindDaysBefore,
    },
  });
  const ruleIds = enabledAlerts(args).map((key) => {
    const rule = new ScheduledQueryRule(
      `${context.name}-${key}`,
      { ...common, ...ruleArgs(alertRules[key], settings, workspace, actionGroups) },
      // Azure cannot read a rule whose scope was deleted, so the rules are deleted before the table.
      { parent: context.resource, dependsOn: [table] },
    );
    return [key, rule.id] as const;
  });
  return { actionGroupId: group?.id, ruleIds: Object.fromEntries(ruleIds) };
}

function declareActionGroup(
  { name, resource }: ComponentContext,
  { resourceGroupName, tags }: CommonArgs,
  emails: readonly pulumi.Input<string>[],
): ActionGroup | undefined {
  if (emails.length === 0) return undefined;
  return new ActionGroup(
    `${name}-action-group`,
    {
      resourceGroupName,
      tags,
      // Action groups are a global service.
      location: "Global",
      enabled: true,
      groupShortName: "Lookout",
      emailReceivers: emails.map((emailAddress) => ({
        // Azure identifies a receiver by its name. With the address as name, the order of the list has no effect.
        name: emailAddress,
        emailAddress,
        useCommonAlertSchema: true,
      })),
    },
    { parent: resource },
  );
}

function ruleArgs(
  rule: AlertRule,
  settings: pulumi.Output<AlertSettings>,
  workspace: LogWorkspace,
  actionGroups: pulumi.Input<string>[],
) {
  return {
    displayName: rule.displayName,
    description: rule.description,
    severity: rule.severity,
    enabled: true,
    scopes: [workspace.id],
    evaluationFrequency: rule.evaluateEvery,
    windowSize: window,
    ...(rule.lookBack === undefined ? {} : { overrideQueryTimeRange: rule.lookBack }),
    criteria: {
      allOf: [
        {
          query: settings.apply(rule.query),
          timeAggregation: "Count",
          operator: "GreaterThan",
          threshold: 0,
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
        },
      ],
    },
    autoMitigate: true,
    // Intune's tables do not exist before its first export, and Azure would refuse a query that uses one.
    skipQueryValidation: true,
    actions: { actionGroups },
  };
}
