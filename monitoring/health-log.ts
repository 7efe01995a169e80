import { RoleAssignment } from "@pulumi/azure-native/authorization";
import { DataCollectionEndpoint, DataCollectionRule } from "@pulumi/azure-native/monitor";
import { Table } from "@pulumi/azure-native/operationalinsights";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "../components/component-error";
import { healthColumns, healthStream, healthTable } from "../model/health-record";
import type { CommonArgs, EnrollmentMonitoringArgs } from "./args";
import type { LogWorkspace } from "./workspace";

/** Where `lookout-intune record` sends its rows. */
export interface HealthLog {
  readonly table: Table;
  readonly endpoint: pulumi.Output<string>;
  readonly ruleId: pulumi.Output<string>;
}

/** Name of the workspace in the data collection rule. */
const destination = "workspace";

/** The role Monitoring Metrics Publisher, which may send rows to a data collection rule.
 *  Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/monitor */
const publisherRole = "/providers/Microsoft.Authorization/roleDefinitions/3913510d-42f4-4e42-8a64-420c390055eb";

/** Declares the table for health records, with a data collection endpoint and rule to write to it. */
export function declareHealthLog(
  { name, resource: parent }: ComponentContext,
  common: CommonArgs,
  { recorderObjectId }: EnrollmentMonitoringArgs,
  workspace: LogWorkspace,
): HealthLog {
  const table = new Table(
    `${name}-health`,
    {
      resourceGroupName: workspace.resourceGroupName,
      workspaceName: workspace.name,
      tableName: healthTable,
      plan: "Analytics",
      schema: { name: healthTable, columns: tableColumns() },
    },
    { parent, deletedWith: workspace.created },
  );
  const endpoint = new DataCollectionEndpoint(
    `${name}-endpoint`,
    { ...common, networkAcls: { publicNetworkAccess: "Enabled" } },
    { parent },
  );
  const rule = new DataCollectionRule(
    `${name}-collection`,
    {
      ...common,
      description: "Receives the health records of `lookout-intune record` for the Lookout and Intune integration.",
      dataCollectionEndpointId: endpoint.id,
      streamDeclarations: { [healthStream]: { columns: streamColumns() } },
      destinations: { logAnalytics: [{ name: destination, workspaceResourceId: workspace.id }] },
      dataFlows: [
        { streams: [healthStream], destinations: [destination], transformKql: "source", outputStream: healthStream },
      ],
    },
    { parent, dependsOn: [table] },
  );
  if (recorderObjectId !== undefined) {
    new RoleAssignment(
      `${name}-recorder`,
      {
        scope: rule.id,
        principalId: recorderObjectId,
        principalType: "ServicePrincipal",
        roleDefinitionId: publisherRole,
      },
      { parent, deletedWith: rule },
    );
  }
  return {
    table,
    endpoint: endpoint.logsIngestion.apply((ingestion) => ingestion?.endpoint ?? ""),
    ruleId: rule.immutableId,
  };
}

function tableColumns(): { name: string; type: string; description: string }[] {
  return Object.entries(healthColumns).map(([name, { type, description }]) => ({ name, type, description }));
}

function streamColumns(): { name: string; type: string }[] {
  return Object.entries(healthColumns).map(([name, { type }]) => ({ name, type }));
}
