import { matchGroupName } from "../../model/group-names";
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
      what: `Entra no longer has the enrollment group "${givenName}" (${objectId}), so Lookout enrolls nobody by it.`,
      fix: "Make the group again, or take it out of the enrollment groups.",
    };
  }
  const match = matchGroupName(givenName, [displayName]);
  if (match.kind === "exact") return undefined;
  const difference = match.kind === "case differs" ? ", which differs by upper and lower case" : "";
  return {
    what:
      `Entra calls the enrollment group ${objectId} "${displayName}" now, but Lookout was given the name "${givenName}"${difference}. ` +
      "Lookout compares names letter by letter, so it enrolls no device of the group's members.",
    fix:
      'Give the group its name back ("pulumi up --refresh" does it where the stack made the group), or let Lookout have the new ' +
      'one ("pulumi up" sees to it where the group existed before the stack). The next refresh looks again.',
  };
}
