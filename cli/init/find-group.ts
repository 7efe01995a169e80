import { matchGroupName } from "pulumi-lookout-intune/internal/model/group-names";
import { isGuid } from "pulumi-lookout-intune/internal/model/identifiers";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import {
  findGroupsByName,
  getNamedGroup,
  type NamedGroup,
} from "pulumi-lookout-intune/internal/clients/graph/entra-groups";

/** A group in the config: an existing one, or one to create. */
export type GroupSource =
  { readonly existingObjectId: string; readonly displayName: string } | { readonly displayName: string };

/** Result of a group lookup. */
export type FoundGroup = { readonly source: GroupSource } | { readonly problem: string };

/** Finds a group by object id, or by name. Names are case-sensitive, as in Lookout. */
export async function findGroup(graph: GraphClient, given: string, mayCreate: boolean): Promise<FoundGroup> {
  if (isGuid(given)) {
    const group = await getNamedGroup(graph, given);
    return group === undefined
      ? { problem: `Entra has no group with the object id ${given}; correct it.` }
      : use(group);
  }
  const similar = await findGroupsByName(graph, given);
  const match = matchGroupName(
    given,
    similar.map(({ displayName }) => displayName),
  );
  const [first, ...others] = similar.filter(({ displayName }) => displayName === given);
  if (match.kind === "case differs") {
    return {
      problem:
        `Entra has no group "${given}", but it has "${match.existing}". Lookout compares names case-sensitively. ` +
        "Write the name as Entra shows it.",
    };
  }
  if (first === undefined) {
    if (mayCreate) return { source: { displayName: given } };
    return {
      problem: `Entra has no group "${given}". Correct the name, or create it with the stack (--create-groups).`,
    };
  }
  if (others.length === 0) return use(first);
  const ids = [first, ...others].map(({ id }) => id).join(", ");
  return {
    problem: `Entra has ${others.length + 1} groups "${given}" (${ids}). Give the object id of the right one.`,
  };
}

function use({ id, displayName, securityEnabled }: NamedGroup): FoundGroup {
  if (securityEnabled) return { source: { existingObjectId: id, displayName } };
  return {
    problem: `The group "${displayName}" (${id}) is not a security group. Only security groups give access or enroll devices. Choose a security group.`,
  };
}
