import { describeGroupNameDifference, findUnusableName, matchGroupName, type GroupNameMatch } from "./group-names";
import { quoteName } from "./hidden-characters";
import { quoteDifferent } from "./name-comparison";

/** A group that the program declares as existing: its object id, and optionally its expected name. */
export interface ExpectedGroup {
  readonly existingObjectId: string;
  readonly displayName?: string;
}

/** The group with this object id in Entra. */
export interface FoundGroup {
  readonly displayName: string;
  readonly securityEnabled: boolean;
}

export interface ExistingGroupProblem {
  /** The setting to change. */
  readonly property: keyof ExpectedGroup;
  /** Cause and fix, without the full stop. */
  readonly message: string;
}

/** Why an existing group cannot be used; undefined if it can. Like Lookout, it compares names exactly. */
export function findExistingGroupProblem(
  { existingObjectId, displayName }: ExpectedGroup,
  found: FoundGroup | undefined,
): ExistingGroupProblem | undefined {
  if (found === undefined) {
    return { property: "existingObjectId", message: "Entra has no group with this object id; correct it" };
  }
  if (!found.securityEnabled) {
    return {
      property: "existingObjectId",
      message: `group ${quoteName(found.displayName)} is not a security group, and only security groups give access or enroll devices. Choose a security group`,
    };
  }
  const unusable = findUnusableName(found.displayName);
  if (unusable !== undefined) {
    return {
      property: "existingObjectId",
      message: `group ${existingObjectId} is named ${quoteName(found.displayName)}: ${unusable}`,
    };
  }
  const match =
    displayName === undefined ? ({ kind: "exact" } as const) : matchGroupName(displayName, [found.displayName]);
  if (match.kind === "exact") return undefined;
  return {
    property: "displayName",
    message:
      `group ${existingObjectId} is named ${describeActualName(found.displayName, match)}. Write the name as in Entra, or omit it, ` +
      "so that it is read from the group",
  };
}

function describeActualName(name: string, match: GroupNameMatch): string {
  if (match.kind !== "similar") return quoteName(name);
  return `${quoteDifferent(name, match.difference)}: ${describeGroupNameDifference(match.difference)}`;
}
