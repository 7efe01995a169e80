import { azureadTypes } from "pulumi-lookout-intune/internal/model/resource-types";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import {
  getConditionalAccessPolicy,
  type ConditionalAccessPolicy,
} from "pulumi-lookout-intune/internal/clients/graph/conditional-access-policies";
import {
  listMemberIds,
  readGroupMembership,
  type GroupMembership,
} from "pulumi-lookout-intune/internal/clients/graph/entra-groups";
import type { StackResource } from "../stack/stack-state";
import { lookUp, type LookupResult } from "./lookup-result";

/** Current groups by object id; undefined if the group does not exist. */
export type LiveGroups = ReadonlyMap<string, LookupResult<GroupMembership | undefined>>;
/** Current Conditional Access policies by URN; undefined if the policy was deleted. */
export type LivePolicies = ReadonlyMap<string, LookupResult<ConditionalAccessPolicy | undefined>>;

/** Reads each group once. */
export async function collectGroups(graph: GraphClient, ids: readonly string[]): Promise<LiveGroups> {
  const lookups = [...new Set(ids)].map(
    async (id) => [id, await lookUp(() => readGroupMembership(graph, id))] as const,
  );
  return new Map(await Promise.all(lookups));
}

/** Reads the members of each group. */
export async function collectMembers(
  graph: GraphClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LookupResult<readonly string[]>>> {
  return new Map(await Promise.all(ids.map(async (id) => [id, await lookUp(() => listMemberIds(graph, id))] as const)));
}

/** Reads each policy that the stack manages. */
export async function collectPolicies(graph: GraphClient, resources: readonly StackResource[]): Promise<LivePolicies> {
  const lookups = policiesIn(resources).map(
    async ({ urn, id = "" }) => [urn, await lookUp(() => getConditionalAccessPolicy(graph, lastPart(id)))] as const,
  );
  return new Map(await Promise.all(lookups));
}

export function policiesIn(resources: readonly StackResource[]): StackResource[] {
  return resources.filter(({ type }) => type === azureadTypes.ConditionalAccessPolicy);
}

/** The azuread provider writes some ids as paths: `/groups/<object id>`. */
export function lastPart(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
