/** What a group is for. */
export type GroupPurpose = "access" | "enrollment" | "break-glass";

/** A group of the stack, as it is described: made by name, or known by id. */
export interface DescribedGroup {
  /** Where it is described, such as `accessGroups.full`. */
  readonly at: string;
  readonly purpose: GroupPurpose;
  readonly displayName?: string;
  readonly existingObjectId?: string;
}

/** Two descriptions that must not name one group, or groups of one name. */
export interface GroupClash {
  readonly first: DescribedGroup;
  readonly second: DescribedGroup;
  readonly property: "existingObjectId" | "displayName";
  /** What both say. */
  readonly value: string;
  /** Cause and fix, to follow what was found at `second`. */
  readonly message: string;
}

/** Finds every pair of groups that clash, in the order of the later one. Ids and names are compared without case, as Entra compares
 *  them; a name that is only known once the group is read is not compared. */
export function findGroupClashes(groups: readonly DescribedGroup[]): GroupClash[] {
  return groups.flatMap((second, index) => groups.slice(0, index).flatMap((first) => clashOf(first, second) ?? []));
}

function clashOf(first: DescribedGroup, second: DescribedGroup): GroupClash | undefined {
  if (isSame(first.existingObjectId, second.existingObjectId)) {
    const reason = whyNotShared(first.purpose, second.purpose);
    if (reason === undefined) return undefined;
    const message = `${first.at} names the same group${reason}`;
    return { first, second, property: "existingObjectId", value: second.existingObjectId ?? "", message };
  }
  if (!isSame(first.displayName, second.displayName)) return undefined;
  const message = `${first.at} has the same name, so there would be two groups that nobody can tell apart; give each a name of its own`;
  return { first, second, property: "displayName", value: second.displayName ?? "", message };
}

/** Why one group may not serve both purposes, to follow that it does; undefined where it may. */
function whyNotShared(first: GroupPurpose, second: GroupPurpose): string | undefined {
  const purposes = [first, second];
  if (first === second) return first === "access" ? "; each role needs a group of its own" : "; name each group once";
  if (!purposes.includes("enrollment")) return undefined;
  return purposes.includes("access")
    ? ", and everybody whose phone is watched could open Lookout's console; give each purpose a group of its own"
    : ", whose members the Conditional Access policy would leave out; choose a group that holds nothing but emergency access accounts";
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
