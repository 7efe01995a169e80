import { compareNames, describeNameDifference } from "./name-comparison";

/** The purpose of a group. */
export type GroupPurpose = "access" | "enrollment" | "break-glass";

/** A group that the stack declares: created by name, or referenced by id. */
export interface DescribedGroup {
  /** Path to the declaration, such as `accessGroups.full`. */
  readonly at: string;
  readonly purpose: GroupPurpose;
  readonly displayName?: string;
  readonly existingObjectId?: string;
}

/** Two declarations that name the same group, or two groups with the same name. */
export interface GroupConflict {
  readonly first: DescribedGroup;
  readonly second: DescribedGroup;
  readonly property: "existingObjectId" | "displayName";
  /** The value that both declare. */
  readonly value: string;
  /** Cause and fix; follows the path of `second`. */
  readonly message: string;
}

/** Finds every clashing pair, in the order of the later declaration. Like Entra, it ignores the case of ids and
 *  names. Names that are known only after reading a group are not compared. */
export function findGroupConflicts(groups: readonly DescribedGroup[]): GroupConflict[] {
  return groups.flatMap((second, index) => groups.slice(0, index).flatMap((first) => conflictOf(first, second) ?? []));
}

/** Finds the first group that two integrations of one tenant share, by id or by name. A tenant has one set of emergency access
 *  accounts, so both may leave out the same existing group. */
export function findGroupOfBoth(
  firsts: readonly DescribedGroup[],
  seconds: readonly DescribedGroup[],
): Omit<GroupConflict, "message"> | undefined {
  const pairs = seconds.flatMap((second) => firsts.map((first) => ({ first, second })));
  for (const property of ["existingObjectId", "displayName"] as const) {
    const shared = pairs.find(
      ({ first, second }) => isSame(first[property], second[property]) && !isBreakGlassOfBoth(first, second),
    );
    if (shared !== undefined) return { ...shared, property, value: shared.second[property] ?? "" };
  }
  return undefined;
}

function isBreakGlassOfBoth(first: DescribedGroup, second: DescribedGroup): boolean {
  const isBreakGlass = first.purpose === "break-glass" && second.purpose === "break-glass";
  return isBreakGlass && isSame(first.existingObjectId, second.existingObjectId);
}

function conflictOf(first: DescribedGroup, second: DescribedGroup): GroupConflict | undefined {
  if (isSame(first.existingObjectId, second.existingObjectId)) {
    const reason = describeSharingProblem(first.purpose, second.purpose);
    if (reason === undefined) return undefined;
    const message = `${first.at} names the same group${reason}`;
    return { first, second, property: "existingObjectId", value: second.existingObjectId ?? "", message };
  }
  const same = describeSameName(first, second);
  if (same === undefined) return undefined;
  const message = `${first.at} has ${same}, so nobody could tell the two groups apart; give each a unique name`;
  return { first, second, property: "displayName", value: second.displayName ?? "", message };
}

/** How alike two names are that people take for the same; undefined if they can tell them apart. Two existing groups have the names
 *  that somebody gave them, so only a name that Entra takes for the same is refused. */
function describeSameName(first: DescribedGroup, second: DescribedGroup): string | undefined {
  if (isSame(first.displayName, second.displayName)) return "the same name";
  if (first.displayName === undefined || second.displayName === undefined) return undefined;
  if (first.existingObjectId !== undefined && second.existingObjectId !== undefined) return undefined;
  const difference = compareNames(first.displayName, second.displayName);
  if (difference === undefined || difference === "same") return undefined;
  return `a name that people take for the same (${describeNameDifference(difference)})`;
}

/** Why one group may not serve both purposes, as the end of a sentence; undefined if it may. */
function describeSharingProblem(first: GroupPurpose, second: GroupPurpose): string | undefined {
  const purposes = [first, second];
  if (first === second) return first === "access" ? "; each role needs its own group" : "; name each group once";
  if (!purposes.includes("enrollment")) return undefined;
  return purposes.includes("access")
    ? ", so every user with an enrolled phone could open Lookout's console; give each purpose its own group"
    : ", whose members the Conditional Access policy would exclude; choose a group that contains only emergency access accounts";
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
