import {
  describeGroupNameDifference,
  describeNameCaution,
  findNameProblem,
  findUnusableName,
  matchGroupName,
} from "pulumi-lookout-intune/internal/model/group-names";
import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import { isGuid } from "pulumi-lookout-intune/internal/model/identifiers";
import { compareNames, quoteDifferent } from "pulumi-lookout-intune/internal/model/name-comparison";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import {
  findGroupsLike,
  getNamedGroup,
  type NamedGroup,
} from "pulumi-lookout-intune/internal/clients/graph/entra-groups";

/** A group in the config: an existing one, or one to create. */
export type GroupSource =
  { readonly existingObjectId: string; readonly displayName: string } | { readonly displayName: string };

/** Result of a group lookup, with what to know about the name. */
export type FoundGroup =
  { readonly source: GroupSource; readonly notes: readonly string[] } | { readonly problem: string };

/** Finds a group by object id, or by name. Names are compared letter by letter, as in Lookout. */
export async function findGroup(graph: GraphClient, given: string, mayCreate: boolean): Promise<FoundGroup> {
  if (isGuid(given)) {
    const group = await getNamedGroup(graph, given);
    return group === undefined
      ? { problem: `Entra has no group with the object id ${given}; correct it.` }
      : use(group, await findGroupsLike(graph, group.displayName));
  }
  const alike = await findGroupsLike(graph, given);
  const [first, ...others] = alike.filter(({ displayName }) => displayName === given);
  if (first === undefined) return missing(given, alike, mayCreate);
  if (others.length === 0) return use(first, alike);
  const ids = [first, ...others].map(({ id }) => id).join(", ");
  return {
    problem: `Entra has ${others.length + 1} groups ${quoteName(given)} (${ids}). Give the object id of the right one.`,
  };
}

function missing(given: string, alike: readonly NamedGroup[], mayCreate: boolean): FoundGroup {
  const match = matchGroupName(
    given,
    alike.map(({ displayName }) => displayName),
  );
  if (match.kind === "similar") {
    const { existing, difference } = match;
    return {
      problem:
        `Entra has no group ${quoteDifferent(given, difference)}, but it has ${quoteDifferent(existing, difference)}: ` +
        `${describeGroupNameDifference(difference)}. Write the name as Entra shows it, or give the group's object id.`,
    };
  }
  if (!mayCreate) {
    return {
      problem: `Entra has no group ${quoteName(given)}. Correct the name, or create it with the stack (--create-groups).`,
    };
  }
  const problem = findNameProblem(given, "new");
  if (problem !== undefined) return { problem: `The group ${quoteName(given)} cannot be created: ${problem}.` };
  return { source: { displayName: given }, notes: cautionsOf(given, undefined, []) };
}

function use({ id, displayName, securityEnabled }: NamedGroup, alike: readonly NamedGroup[]): FoundGroup {
  if (!securityEnabled) {
    return {
      problem: `The group ${quoteName(displayName)} (${id}) is not a security group. Only security groups give access or enroll devices. Choose a security group.`,
    };
  }
  const unusable = findUnusableName(displayName);
  if (unusable !== undefined)
    return { problem: `The group ${quoteName(displayName)} (${id}) cannot be used: ${unusable}.` };
  return { source: { existingObjectId: id, displayName }, notes: cautionsOf(displayName, id, alike) };
}

/** What to know about a group's name, as whole sentences: characters that nobody sees, and groups that people take for it. */
export function cautionsOf(displayName: string, id: string | undefined, alike: readonly NamedGroup[]): string[] {
  const caution = describeNameCaution(displayName);
  const twins = alike.flatMap((other) => {
    const difference = other.id === id ? undefined : compareNames(displayName, other.displayName);
    if (difference === undefined || difference === "same") return [];
    return [
      `Entra also has the group ${quoteDifferent(other.displayName, difference)} (${other.id}), which is not ` +
        `${quoteDifferent(displayName, difference)}: ${describeGroupNameDifference(difference)}.`,
    ];
  });
  return [...(caution === undefined ? [] : [caution]), ...twins];
}
