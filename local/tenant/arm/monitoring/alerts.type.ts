import { z } from "zod";
import { ArmError } from "../arm-error-body";
import type { ArmApi, ArmResourceType } from "../resource-type";
import { requireResource, resourceType, tracked } from "./monitoring-resource";

/** Allowed durations, in minutes. Source: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule */
const durations: Readonly<Record<string, number>> = {
  PT1M: 1,
  PT5M: 5,
  PT10M: 10,
  PT15M: 15,
  PT30M: 30,
  PT45M: 45,
  PT1H: 60,
  PT2H: 120,
  PT3H: 180,
  PT4H: 240,
  PT5H: 300,
  PT6H: 360,
  P1D: 1440,
  P2D: 2880,
};
const duration = z.string().refine((text) => text in durations, "no such duration is known");

const ruleSchema = z.strictObject({
  displayName: z.string().optional(),
  description: z.string().optional(),
  severity: z.int().min(0).max(4),
  enabled: z.boolean().optional(),
  scopes: z.array(z.string()).length(1),
  evaluationFrequency: duration,
  windowSize: duration,
  overrideQueryTimeRange: duration.optional(),
  criteria: z.strictObject({
    allOf: z.array(
      z.strictObject({
        query: z.string().min(1),
        timeAggregation: z.enum(["Average", "Count", "Maximum", "Minimum", "Total"]),
        operator: z.enum(["Equals", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"]),
        threshold: z.number(),
        failingPeriods: z.strictObject({
          numberOfEvaluationPeriods: z.int().min(1).max(6),
          minFailingPeriodsToAlert: z.int().min(1).max(6),
        }),
      }),
    ),
  }),
  autoMitigate: z.boolean().optional(),
  skipQueryValidation: z.boolean().optional(),
  actions: z.strictObject({ actionGroups: z.array(z.string()).optional() }).optional(),
});

/** Alert rules and action groups.
 *  Source: https://learn.microsoft.com/azure/templates/microsoft.insights/scheduledqueryrules, …/actiongroups */
export function alerts(api: ArmApi): ArmResourceType[] {
  return [
    resourceType(api, {
      type: "Microsoft.Insights/actionGroups",
      apiVersion: "2024-10-01-preview",
      body: z.strictObject({
        ...tracked,
        properties: z.strictObject({
          enabled: z.boolean(),
          groupShortName: z.string().min(1).max(12),
          emailReceivers: z
            .array(
              z.strictObject({
                name: z.string().min(1),
                emailAddress: z.email(),
                useCommonAlertSchema: z.boolean().optional(),
              }),
            )
            .refine(
              (list) => new Set(list.map(({ name }) => name)).size === list.length,
              "receivers need names of their own",
            )
            .optional(),
        }),
      }),
    }),
    resourceType(api, {
      type: "Microsoft.Insights/scheduledQueryRules",
      apiVersion: "2025-01-01-preview",
      body: z.strictObject({ ...tracked, kind: z.string().optional(), properties: ruleSchema }),
      check: (_api, _call, { properties: { scopes, actions, evaluationFrequency, windowSize } }) => {
        for (const id of scopes) requireResource(api, id, "scopes");
        for (const id of actions?.actionGroups ?? []) requireResource(api, id, "actionGroups");
        if ((durations[windowSize] ?? 0) >= (durations[evaluationFrequency] ?? 0)) return;
        throw new ArmError(400, "BadRequest", "The window is shorter than the time between two evaluations.");
      },
    }),
  ];
}
