import { z } from "zod";
import { ArmError } from "../arm-error-body";
import type { ArmApi, ArmResourceType } from "../resource-type";
import { kept, requireResource, resourceType, tracked, type StoredResource } from "./monitoring-resource";

const columnSchema = z.strictObject({
  name: z.string(),
  type: z.enum(["boolean", "datetime", "dynamic", "int", "long", "real", "string"]),
});
const ruleSchema = z.strictObject({
  description: z.string().optional(),
  dataCollectionEndpointId: z.string(),
  streamDeclarations: z.record(z.string().startsWith("Custom-"), z.strictObject({ columns: z.array(columnSchema) })),
  destinations: z.strictObject({
    logAnalytics: z.array(z.strictObject({ name: z.string(), workspaceResourceId: z.string() })),
  }),
  dataFlows: z.array(
    z.strictObject({
      streams: z.array(z.string()),
      destinations: z.array(z.string()),
      transformKql: z.string().optional(),
      outputStream: z.string(),
    }),
  ),
});
type Rule = z.infer<typeof ruleSchema>;

/** Data collection endpoints and rules.
 *  Source: https://learn.microsoft.com/azure/templates/microsoft.insights/datacollectionrules */
export function dataCollection(api: ArmApi): ArmResourceType[] {
  return [
    resourceType(api, {
      type: "Microsoft.Insights/dataCollectionEndpoints",
      apiVersion: "2022-06-01",
      body: z.strictObject({
        ...tracked,
        properties: z.strictObject({
          networkAcls: z.strictObject({ publicNetworkAccess: z.enum(["Enabled", "Disabled"]) }).optional(),
        }),
      }),
      owned: ({ context }, _call, before) => ({
        immutableId: kept(before, "immutableId", "dce-"),
        logsIngestion: { endpoint: `${context.settings.baseUrl}/_ingestion` },
        provisioningState: "Succeeded",
      }),
    }),
    resourceType(api, {
      type: "Microsoft.Insights/dataCollectionRules",
      apiVersion: "2022-06-01",
      body: z.strictObject({ ...tracked, properties: ruleSchema }),
      check: (_api, _call, { properties }) => {
        checkRule(api, properties);
      },
      owned: (_api, _call, before) => ({
        immutableId: kept(before, "immutableId", "dcr-"),
        provisioningState: "Succeeded",
      }),
    }),
  ];
}

/** The references of a rule must exist and match. */
function checkRule(api: ArmApi, rule: Rule): void {
  requireResource(api, rule.dataCollectionEndpointId, "dataCollectionEndpointId");
  for (const { streams, destinations, outputStream } of rule.dataFlows) {
    const columns = streams.flatMap(
      (stream) => rule.streamDeclarations[stream]?.columns ?? refuse(`the stream '${stream}' is not declared`),
    );
    for (const name of destinations) {
      const target = rule.destinations.logAnalytics.find((destination) => destination.name === name);
      const workspaceId = target?.workspaceResourceId ?? refuse(`the destination '${name}' is not declared`);
      requireResource(api, workspaceId, "workspaceResourceId");
      checkOutput(api, `${workspaceId}/tables/${outputStream.replace(/^Custom-/, "")}`, columns);
    }
  }
}

function checkOutput(api: ArmApi, tableId: string, columns: readonly z.infer<typeof columnSchema>[]): void {
  const table = requireResource(api, tableId, "outputStream") as StoredResource & {
    readonly properties: { readonly schema: { readonly columns: readonly { name: string; type: string }[] } };
  };
  for (const { name, type } of columns) {
    const column = table.properties.schema.columns.find((candidate) => candidate.name === name);
    if (column?.type !== type) refuse(`the column '${name}' of type ${type} is not one of the table ${table.name}`);
  }
}

function refuse(reason: string): never {
  throw new ArmError(400, "InvalidPayload", `Data collection rule is invalid: ${reason}.`);
}
