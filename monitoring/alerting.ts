import { ActionGroup, ScheduledQueryRule } from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "../components/component-error";
import { alertRules, wantedAlerts, type AlertKey, type AlertRule, type AlertSettings } from "./alert-rules";
import type { EnrollmentMonitoringArgs } from "./args";
import type { HealthLog } from "./health-log";
import type { Place } from "./place";
import type { UsedWorkspace } from "./workspace";

/** Who hears of alerts, and what is alerted. */
export interface Alerting {
  readonly actionGroupId: pulumi.Output<string> | undefined;
  readonly ruleIds: Readonly<Partial<Record<AlertKey, pulumi.Output<string>>>>;
}

/** A query looks back a day, the longest window that Azure evaluates without more ado. */
const window = "P1D";

export function declareAlerting(
  context: ComponentContext,
  place: Place,
  args: EnrollmentMonitoringArgs,
  workspace: UsedWorkspace,
  { table }: HealthLog,
): Alerting {
  const group = declareActionGroup(context, place, args.emails ?? []);
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
  const ruleIds = wantedAlerts(args).map((key) => {
    const rule = new ScheduledQueryRule(
      `${context.name}-${key}`,
      { ...place, ...ruleArgs(alertRules[key], settings, workspace, actionGroups) },
      // A rule whose scope is gone cannot be read any more, so rules go first.
      { parent: context.resource, dependsOn: [table] },
    );
    return [key, rule.id] as const;
  });
  return { actionGroupId: group?.id, ruleIds: Object.fromEntries(ruleIds) };
}

function declareActionGroup(
  { name, resource }: ComponentContext,
  { resourceGroupName, tags }: Place,
  emails: readonly pulumi.Input<string>[],
): ActionGroup | undefined {
  if (emails.length === 0) return undefined;
  return new ActionGroup(
    `${name}-action-group`,
    {
      resourceGroupName,
      tags,
      // Action groups are served from everywhere.
      location: "Global",
      enabled: true,
      groupShortName: "Lookout",
      emailReceivers: emails.map((emailAddress) => ({
        // A receiver is known by its name, so it is the address's, wherever it stands in the list.
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
  workspace: UsedWorkspace,
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
    // Intune's tables are not there before its first export, and Azure would refuse a query that names one.
    skipQueryValidation: true,
    actions: { actionGroups },
  };
}
