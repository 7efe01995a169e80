import { Workspace } from "@pulumi/azure-native/operationalinsights";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentContext } from "../components/component-error";
import { monitoringDefaults } from "./enrollment-monitoring.schema";
import type { EnrollmentMonitoringArgs } from "./args";
import type { Place } from "./place";

/** A workspace of this component's or somebody else's. */
export interface UsedWorkspace {
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly resourceGroupName: pulumi.Output<string>;
  /** The resource, if it is this component's: what is in it goes with it. */
  readonly created: Workspace | undefined;
}

export function useWorkspace(
  { name, resource }: ComponentContext,
  place: Place,
  { workspaceId, retentionDays }: EnrollmentMonitoringArgs,
): UsedWorkspace {
  if (workspaceId !== undefined) return existingWorkspace(pulumi.output(workspaceId));
  const created = new Workspace(
    `${name}-workspace`,
    { ...place, sku: { name: "PerGB2018" }, retentionInDays: retentionDays ?? monitoringDefaults.retentionDays },
    { parent: resource },
  );
  return { id: created.id, name: created.name, resourceGroupName: pulumi.output(place.resourceGroupName), created };
}

/** A workspace's id is /subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.OperationalInsights/workspaces/<name>. */
function existingWorkspace(id: pulumi.Output<string>): UsedWorkspace {
  const parts = id.apply((text) => text.split("/"));
  return {
    id,
    name: parts.apply(([, , , , , , , , name = ""]) => name),
    resourceGroupName: parts.apply(([, , , , group = ""]) => group),
    created: undefined,
  };
}
