import { z } from "zod";
import { retentionDaysLimits } from "../../../../monitoring/enrollment-monitoring.schema";
import { ArmError } from "../arm-error-body";
import type { ArmApi, ArmResourceType } from "../resource-type";
import { kept, resourceType, tracked } from "./monitoring-resource";

const columnTypes = ["boolean", "datetime", "dynamic", "guid", "int", "long", "real", "string"] as const;
const { minimum, maximum } = retentionDaysLimits;

/** Log Analytics. Source: https://learn.microsoft.com/azure/templates/microsoft.operationalinsights/workspaces */
export function logAnalytics(api: ArmApi): ArmResourceType[] {
  return [
    resourceType(api, {
      type: "Microsoft.OperationalInsights/workspaces",
      apiVersion: "2023-09-01",
      body: z.strictObject({
        ...tracked,
        properties: z.strictObject({
          sku: z.strictObject({ name: z.enum(["PerGB2018", "CapacityReservation", "Free", "Standalone"]) }).optional(),
          retentionInDays: z.int().min(minimum).max(maximum).optional(),
        }),
      }),
      owned: (_api, _call, before) => ({ customerId: kept(before, "customerId"), provisioningState: "Succeeded" }),
    }),
    resourceType(api, {
      type: "Microsoft.OperationalInsights/workspaces/tables",
      apiVersion: "2023-09-01",
      body: z.strictObject({
        properties: z.strictObject({
          plan: z.enum(["Analytics", "Basic", "Auxiliary"]).optional(),
          retentionInDays: z.int().optional(),
          schema: z.strictObject({
            name: z.string(),
            columns: z.array(
              z.strictObject({ name: z.string(), type: z.enum(columnTypes), description: z.string().optional() }),
            ),
          }),
        }),
      }),
      check: (_api, { name }, { properties: { schema } }) => {
        const problem = findTableProblem(name, schema);
        if (problem !== undefined) throw new ArmError(400, "InvalidParameter", problem);
      },
      owned: () => ({ provisioningState: "Succeeded" }),
    }),
  ];
}

/** Source: https://learn.microsoft.com/azure/azure-monitor/logs/create-custom-table */
function findTableProblem(
  name: string,
  schema: { readonly name: string; readonly columns: readonly { readonly name: string; readonly type: string }[] },
): string | undefined {
  if (!name.endsWith("_CL")) return `The name of a custom table ends in _CL, and '${name}' does not.`;
  if (schema.name !== name) return `The schema is that of '${schema.name}', not of '${name}'.`;
  return schema.columns.some((column) => column.name === "TimeGenerated" && column.type === "datetime")
    ? undefined
    : `The table '${name}' has no column TimeGenerated of type datetime.`;
}
