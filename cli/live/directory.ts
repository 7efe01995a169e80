import { azureadTypes } from "pulumi-lookout-intune/internal/model/resource-types";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/client";
import {
  getConditionalAccessPolicy,
  type ConditionalAccessPolicy,
} from "pulumi-lookout-intune/internal/clients/graph/conditional-access-policies";
import {
  listMemberIds,
  readGroupMembership,
  type GroupMembership,
} from "pulumi-lookout-intune/internal/clients/graph/groups";
import type { StackResource } from "../stack/state";
import { see, type LookupResult } from "./lookup-result";

/** Groups by object id, each as it is now; undefined where there is none. */
export type LiveGroups = ReadonlyMap<string, LookupResult<GroupMembership | undefined>>;
/** Conditional Access policies by URN, each as it is now; undefined where it is gone. */
export type LivePolicies = ReadonlyMap<string, LookupResult<ConditionalAccessPolicy | undefined>>;

/** Reads each group once. */
export async function collectGroups(graph: GraphClient, ids: readonly string[]): Promise<LiveGroups> {
  const looks = [...new Set(ids)].map(async (id) => [id, await see(() => readGroupMembership(graph, id))] as const);
  return new Map(await Promise.all(looks));
}

/** Reads who is in each of the groups. */
export async function collectMembers(
  graph: GraphClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LookupResult<readonly string[]>>> {
  return new Map(await Promise.all(ids.map(async (id) => [id, await see(() => listMemberIds(graph, id))] as const)));
}

/** Reads each policy that the stack manages. */
export async function collectPolicies(graph: GraphClient, resources: readonly StackResource[]): Promise<LivePolicies> {
  const looks = policiesIn(resources).map(
    async ({ urn, id = "" }) => [urn, await see(() => getConditionalAccessPolicy(graph, lastPart(id)))] as const,
  );
  return new Map(await Promise.all(looks));
}

export function policiesIn(resources: readonly StackResource[]): StackResource[] {
  return resources.filter(({ type }) => type === azureadTypes.ConditionalAccessPolicy);
}

/** The azuread provider writes some ids as paths: `/groups/<object id>`. */
export function lastPart(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
