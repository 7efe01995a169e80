import {
  describeNameCaution,
  findNameProblem,
  findUnusableName,
} from "pulumi-lookout-intune/internal/model/group-names";
import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import { describeNameDifference, quoteDifferent } from "pulumi-lookout-intune/internal/model/name-comparison";
import { findGroupsLike, getNamedGroup } from "pulumi-lookout-intune/internal/clients/graph/entra-groups";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { findObjectsByName } from "pulumi-lookout-intune/internal/clients/graph/graph-objects";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { readerOf } from "../import-existing/locations";
import { cautionsOf } from "../init/find-group";
import { check, messageOf, type Check } from "./check";
import type { DeclaredGroup, DeclaredObject } from "./declared-names";

/** What is known about one name. */
interface NameFinding {
  /** Why the name is refused. */
  readonly problems: readonly string[];
  /** What to know about a name that is not. */
  readonly notes: readonly string[];
  /** Why it was not compared with the names in the tenant. */
  readonly unread: readonly string[];
}

/** Checks the names that a stack's config declares: no character that nobody sees, and no other name in the tenant that people take
 *  for it. Returns nothing for a config without names. */
export async function checkNames(
  graph: GraphClient,
  groups: readonly DeclaredGroup[],
  objects: readonly DeclaredObject[],
): Promise<Check[]> {
  if (groups.length + objects.length === 0) return [];
  const findings = await Promise.all([
    ...groups.map((group) => withPath(group.at, () => examineGroup(graph, group))),
    ...objects.map((object) => withPath(object.location, () => examineObject(graph, object))),
  ]);
  const all = (kind: keyof NameFinding) => findings.flatMap((finding) => finding[kind]);
  const [problems, notes, unread] = [all("problems"), all("notes"), all("unread")];
  const names = check("names", "Names of groups, policies and apps");
  const found = [...problems, ...unread, ...notes].join(" ");
  if (problems.length > 0)
    return [names.failing(found, "Correct the name in the stack's config, or rename the object.")];
  if (unread.length > 0) return [names.unknown(found, "See the permissions above.")];
  if (notes.length > 0) return [names.note(found, "Copy such a name, or rename one of two that look alike.")];
  return [names.ok(`${findings.length} names, which people can read and tell apart`)];
}

async function withPath(at: string, examine: () => Promise<Partial<NameFinding>>): Promise<NameFinding> {
  const {
    problems = [],
    notes = [],
    unread = [],
  } = await examine().catch((error: unknown): Partial<NameFinding> => {
    if (error instanceof ServiceError) return { unread: [messageOf(error)] };
    throw error;
  });
  const named = (text: string) => `${at}: ${text}`;
  return { problems: problems.map(named), notes: notes.map(named), unread: unread.map(named) };
}

async function examineGroup(
  graph: GraphClient,
  { displayName, existingObjectId }: DeclaredGroup,
): Promise<Partial<NameFinding>> {
  if (existingObjectId === undefined) return examineNewGroup(graph, displayName ?? "");
  const group = await getNamedGroup(graph, existingObjectId);
  if (group === undefined) return { problems: [`Entra has no group with the object id ${existingObjectId}.`] };
  const unusable = findUnusableName(group.displayName);
  if (unusable !== undefined) return { problems: [`${quoteName(group.displayName)}: ${unusable}.`] };
  return { notes: cautionsOf(group.displayName, group.id, await findGroupsLike(graph, group.displayName)) };
}

async function examineNewGroup(graph: GraphClient, displayName: string): Promise<Partial<NameFinding>> {
  const problem = findNameProblem(displayName, "new");
  if (problem !== undefined) return { problems: [`${quoteName(displayName)}: ${problem}.`] };
  return { notes: cautionsOf(displayName, undefined, await findGroupsLike(graph, displayName)) };
}

async function examineObject(
  graph: GraphClient,
  { location, displayName, adopts }: DeclaredObject,
): Promise<Partial<NameFinding>> {
  const problem = findNameProblem(displayName, adopts ? "existing" : "new");
  if (problem !== undefined) return { problems: [`${quoteName(displayName)}: ${problem}.`] };
  const caution = describeNameCaution(displayName);
  const { similar } = await findObjectsByName(graph, readerOf(location).collection, displayName);
  return {
    notes: [
      ...(caution === undefined ? [] : [caution]),
      ...similar.map(
        ({ object, difference }) =>
          `Intune has ${quoteDifferent(object.displayName ?? "", difference)} (${object.id}) beside ` +
          `${quoteDifferent(displayName, difference)}: ${describeNameDifference(difference)}.`,
      ),
    ],
  };
}
