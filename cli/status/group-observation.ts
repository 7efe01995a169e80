import { observedNow, type StatusInputs } from "./inputs";
import type { Evidence } from "./step";

/** What Graph shows of a group. */
export interface GroupObservation {
  readonly is: "there" | "empty" | "gone" | "unseen";
  readonly name?: string;
  readonly evidence: Evidence;
}

export function observationOf(facts: StatusInputs, id: string): GroupObservation {
  const look = facts.groups.get(id);
  const evidence = (text: string) => observedNow(facts, "Microsoft Graph", text);
  if (look === undefined || "unseen" in look) {
    return {
      is: "unseen",
      evidence: evidence(`Group ${id} could not be looked at: ${look?.unseen ?? "nobody is signed in"}`),
    };
  }
  if (look.seen === undefined) return { is: "gone", evidence: evidence(`There is no group ${id} any more`) };
  const { displayName: name, memberTypes, rule } = look.seen;
  const empty = memberTypes.length === 0;
  const members = rule === undefined ? "has no members" : "has no members: its rule fits nobody";
  return {
    is: empty ? "empty" : "there",
    name,
    evidence: evidence(`"${name}" (${id}) ${empty ? members : "is there and has members"}`),
  };
}

/** What is known of the groups of several objects, by what is so. Of the groups of one object it is enough that one has
 *  members. */
export function combineObservations(
  facts: StatusInputs,
  groups: readonly (readonly string[])[],
): (is: GroupObservation["is"]) => Evidence[] {
  const observations = groups.filter((ids) => ids.length > 0).map((ids) => observationOfAny(facts, ids));
  return (is) => {
    const evidence = observations.filter((one) => one.is === is).flatMap((one) => one.evidence);
    // Most objects are assigned to the same groups.
    return [...new Map(evidence.map((one) => [one.text, one])).values()];
  };
}

function observationOfAny(
  facts: StatusInputs,
  ids: readonly string[],
): { readonly is: GroupObservation["is"]; readonly evidence: readonly Evidence[] } {
  const observations = ids.map((id) => observationOf(facts, id));
  const is =
    (["there", "unseen", "gone"] as const).find((one) => observations.some((observation) => observation.is === one)) ??
    "empty";
  return { is, evidence: observations.filter((observation) => observation.is === is).map(({ evidence }) => evidence) };
}

export const readGroupsFirst = "Make the sign-in work, and let it read groups.";
