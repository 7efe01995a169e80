import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import {
  findGroupsLike,
  getNamedGroup,
  type NamedGroup,
} from "pulumi-lookout-intune/internal/clients/graph/entra-groups";
import { findUnusableName } from "pulumi-lookout-intune/internal/model/group-names";
import { cautionsOf } from "../init/find-group";
import type { Ask } from "../init/ask";
import { flagOf } from "../init/questions";
import { assignedGroupSets, titleOf, type Decision, type LocatedReading } from "./plan";
import { ringsOf, type AssignedRings } from "./rings";

/** The groups that everything is assigned to, or why they are unknown. */
export type FoundEnrollment =
  | {
      readonly rings: AssignedRings;
      readonly decisions: readonly Decision[];
      /** What to know about the groups' names. */
      readonly names: readonly string[];
    }
  | { readonly problems: readonly string[] };

/** Reads the groups from objects that are assigned to groups only. Asks the user if the objects have different groups. */
export async function findEnrollment(
  graph: GraphClient,
  found: readonly LocatedReading[],
  ask: Ask | undefined,
): Promise<FoundEnrollment> {
  const sets: NamedGroup[][] = [];
  for (const ids of assignedGroupSets(found)) sets.push(await readGroups(graph, ids));
  const chosen = sets.length > 1 && ask !== undefined ? await askForSet(ask, sets) : sets[0];
  if (chosen === undefined || (sets.length > 1 && ask === undefined)) return { problems: explain(found, sets) };
  const unusable = chosen.filter(({ securityEnabled }) => !securityEnabled);
  if (unusable.length > 0) {
    return {
      problems: unusable.map(
        ({ displayName, id }) =>
          `Everything is assigned to ${quoteName(displayName)} (${id}), but Entra has no security group of that object id. Name the groups with ` +
          `${flagOf("enrollmentGroups")}.`,
      ),
    };
  }
  const unreadable = chosen.flatMap(({ displayName, id }) => {
    const problem = findUnusableName(displayName);
    return problem === undefined ? [] : [`The group ${quoteName(displayName)} (${id}) cannot be used: ${problem}.`];
  });
  if (unreadable.length > 0) return { problems: unreadable };
  const rings = ringsOf(chosen);
  return {
    rings,
    decisions: chosen.length > 1 ? [orderOf(rings)] : [],
    names: await describeGroupNames(graph, chosen),
  };
}

async function describeGroupNames(graph: GraphClient, groups: readonly NamedGroup[]): Promise<string[]> {
  const names: string[] = [];
  for (const { id, displayName } of groups) {
    const cautions = cautionsOf(displayName, id, await findGroupsLike(graph, displayName));
    names.push(...cautions.map((caution) => `enrollmentGroups (${id}): ${caution}`));
  }
  return names;
}

/** Reads the groups. A deleted group counts as not security-enabled. */
async function readGroups(graph: GraphClient, ids: readonly string[]): Promise<NamedGroup[]> {
  const groups: NamedGroup[] = [];
  for (const id of ids) {
    groups.push(
      (await getNamedGroup(graph, id)) ?? { id, displayName: "a group that is gone", securityEnabled: false },
    );
  }
  return groups;
}

async function askForSet(ask: Ask, sets: readonly NamedGroup[][]): Promise<NamedGroup[] | undefined> {
  const choices = sets.map((set, index) => ({ value: String(index), name: namesOf(set) }));
  const chosen = await ask.choose(
    "Policies and apps are assigned to different groups. Which groups should the stack protect?",
    choices,
  );
  return sets[Number(chosen)];
}

function explain(found: readonly LocatedReading[], sets: readonly NamedGroup[][]): string[] {
  const print = `Name the groups whose devices Lookout enrolls with ${flagOf("enrollmentGroups")} <key>=<group>, pilot first.`;
  if (sets.length === 0)
    return [`Nothing in Intune is assigned to groups only, so the groups to protect are unknown. ${print}`];
  const assigned = found.map(({ location, reading }) => {
    const { includedGroupIds, excludedGroupIds, otherTargets } = reading.assignment;
    const groups = includedGroupIds.map((id) => nameIn(sets, id));
    const others = [...otherTargets, ...excludedGroupIds.map((id) => `without ${nameIn(sets, id)}`)];
    return `- ${titleOf(location, reading)}: ${[...groups, ...others].join(", ") || "nobody"}`;
  });
  return ["Policies and apps are assigned to different groups:", ...assigned, print];
}

function orderOf({ enrollmentGroups }: AssignedRings): Decision {
  return {
    about: "rollout.rings",
    found: `Everything is assigned to ${Object.keys(enrollmentGroups).join(", ")}, and the tenant does not show which of them was the pilot.`,
    decide:
      "They are sorted by name, and all are reached. Sort them by rollout order, pilot first. Rename the keys now if you want to: " +
      "a later rename replaces resources.",
  };
}

function namesOf(groups: readonly NamedGroup[]): string {
  return groups.map(({ displayName }) => displayName).join(" and ");
}

function nameIn(sets: readonly NamedGroup[][], id: string): string {
  const group = sets.flat().find((one) => one.id.toLowerCase() === id.toLowerCase());
  return group === undefined ? id : quoteName(group.displayName);
}
