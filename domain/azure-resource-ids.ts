import { z } from "zod";

/** The parts of a Log Analytics workspace's resource id. */
export interface WorkspaceName {
  readonly subscriptionId: string;
  readonly resourceGroupName: string;
  readonly workspaceName: string;
}

// Azure compares ids without regard to case, and its own answers vary in it.
const workspacePattern =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.OperationalInsights\/workspaces\/([^/]+)$/i;

/** Takes a workspace's resource id apart; undefined when it is none. */
export function parseWorkspaceId(id: string): WorkspaceName | undefined {
  const [, subscriptionId, resourceGroupName, workspaceName] = workspacePattern.exec(id) ?? [];
  if (subscriptionId === undefined || resourceGroupName === undefined || workspaceName === undefined) return undefined;
  return { subscriptionId, resourceGroupName, workspaceName };
}

const workspaceIdMessage =
  "a workspace is named by its resource id, /subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.OperationalInsights/workspaces/<name>; " +
  "copy it from the workspace's properties in the Azure portal";
export const workspaceResourceIdSchema = z
  .string({ error: workspaceIdMessage })
  .refine((id) => parseWorkspaceId(id) !== undefined, workspaceIdMessage);
