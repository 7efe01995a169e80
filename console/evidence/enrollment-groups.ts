import { matchGroupName, type GroupNameMatch } from "../../model/group-names";
import { quoteName } from "../../model/hidden-characters";
import { NameDifference, quoteDifferent } from "../../model/name-comparison";
import type { GroupObservation } from "./observations";

/** Why Lookout does not find a group, and how to fix it. Both are whole sentences. */
export interface WrongEnrollmentGroup {
  readonly what: string;
  readonly fix: string;
}

/** Compares an enrollment group in Entra with the name that Lookout was given. Lookout finds groups by their exact
 *  name and is not informed when a group is renamed. Returns undefined if the name is unchanged. */
export function describeWrongGroup(group: GroupObservation): WrongEnrollmentGroup | undefined {
  const { objectId, givenName, displayName } = group;
  if (displayName === null) {
    return {
      what: `Entra no longer has the enrollment group ${quoteName(givenName)} (${objectId}), so Lookout enrolls nobody through it.`,
      fix: "Create the group again, or remove it from the enrollment groups.",
    };
  }
  const match = matchGroupName(givenName, [displayName]);
  if (match.kind === "exact") return undefined;
  const { shown, difference } = describeRename(match);
  return {
    what:
      `The enrollment group ${objectId} is now named ${shown(displayName)} in Entra, but Lookout has the name ${shown(givenName)}${difference}. ` +
      "Lookout compares names exactly, so it enrolls no device of the group's members.",
    fix:
      'Rename the group back ("pulumi up --refresh" does it if the stack created the group), or give Lookout the new ' +
      'name ("pulumi up" does it if the group existed before the stack). The next refresh checks again.',
  };
}

function describeRename(match: GroupNameMatch): {
  readonly shown: (name: string) => string;
  readonly difference: string;
} {
  if (match.kind !== "similar") return { shown: quoteName, difference: "" };
  const { difference } = match;
  return {
    shown: (name) => quoteDifferent(name, difference),
    difference: difference === NameDifference.Case ? ", which differs only by case" : ", which only looks the same",
  };
}
