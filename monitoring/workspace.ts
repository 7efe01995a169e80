import { Workspace } from "@pulumi/azure-native/operationalinsights";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "../components/component-error";
import { monitoringDefaults } from "./enrollment-monitoring.schema";
import type { CommonArgs, EnrollmentMonitoringArgs } from "./args";

/** The workspace, whether it was created or already existed. */
export interface LogWorkspace {
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly resourceGroupName: pulumi.Output<string>;
  /** The resource, if the component created it: its tables are deleted with it. */
  readonly created: Workspace | undefined;
}

export function declareWorkspace(
  { name, resource }: ComponentContext,
  common: CommonArgs,
  { workspaceId, retentionDays }: EnrollmentMonitoringArgs,
): LogWorkspace {
  if (workspaceId !== undefined) return existingWorkspace(pulumi.output(workspaceId));
  const created = new Workspace(
    `${name}-workspace`,
    { ...common, sku: { name: "PerGB2018" }, retentionInDays: retentionDays ?? monitoringDefaults.retentionDays },
    { parent: resource },
  );
  return { id: created.id, name: created.name, resourceGroupName: pulumi.output(common.resourceGroupName), created };
}

/** A workspace's id is /subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.OperationalInsights/workspaces/<name>. */
function existingWorkspace(id: pulumi.Output<string>): LogWorkspace {
  const parts = id.apply((text) => text.split("/"));
  return {
    id,
    name: parts.apply(([, , , , , , , , name = ""]) => name),
    resourceGroupName: parts.apply(([, , , , group = ""]) => group),
    created: undefined,
  };
}
