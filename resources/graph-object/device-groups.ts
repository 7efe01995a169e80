import { quoteName } from "../../model/hidden-characters";
import { isRuleOfDevices } from "../../model/group-membership";
import type { GraphClient } from "../../clients/graph/graph-client";
import { readGroupMembership, type GroupMembership } from "../../clients/graph/entra-groups";
import { consistencyWait, waitFor } from "../provider/wait";

/** Refuses groups that hold devices and no users, judging by their rule or their members. Mixed groups pass, because
 *  their users are served. It waits for a new group to become visible. */
export async function refuseDeviceGroups(graph: GraphClient, ids: readonly string[], because: string): Promise<void> {
  for (const [index, id] of ids.entries()) {
    const group = await waitFor(
      `Entra to show the group ${id}`,
      () => readGroupMembership(graph, id),
      (found) => found !== undefined,
      { ...consistencyWait, reads: 8 },
    );
    const property = `includedGroupIds[${index}]`;
    if (group === undefined) {
      throw new Error(`${property} is ${id}, but Entra has no group with that object id; correct it.`);
    }
    if (!isOfDevices(group)) continue;
    throw new Error(
      `${property} is ${id}, and group ${quoteName(group.displayName)} holds devices, but ${because}. ` +
        "Assign a group of the users who own these devices.",
    );
  }
}

/** Whether a group holds devices and no users. */
export function isOfDevices({ rule, memberTypes }: GroupMembership): boolean {
  if (rule !== undefined) return isRuleOfDevices(rule);
  return memberTypes.includes("#microsoft.graph.device") && !memberTypes.includes("#microsoft.graph.user");
}
