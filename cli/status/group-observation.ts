import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import { observedNow, type StatusInputs } from "./inputs";
import type { Evidence } from "./step";

/** The state of a group in Graph. */
export interface GroupObservation {
  readonly is: "there" | "empty" | "gone" | "unread";
  readonly name?: string;
  readonly evidence: Evidence;
}

export function observationOf(inputs: StatusInputs, id: string): GroupObservation {
  const lookup = inputs.groups.get(id);
  const evidence = (text: string) => observedNow(inputs, "Microsoft Graph", text);
  if (lookup === undefined || "failure" in lookup) {
    return {
      is: "unread",
      evidence: evidence(`Group ${id} could not be read: ${lookup?.failure ?? "the sign-in failed"}`),
    };
  }
  if (lookup.value === undefined) return { is: "gone", evidence: evidence(`The group ${id} no longer exists`) };
  const { displayName: name, memberTypes, rule } = lookup.value;
  const empty = memberTypes.length === 0;
  const members = rule === undefined ? "has no members" : "has no members: its rule matches nobody";
  return {
    is: empty ? "empty" : "there",
    name,
    evidence: evidence(`${quoteName(name)} (${id}) ${empty ? members : "exists and has members"}`),
  };
}

/** Observations of the groups of several objects, by state. For each object one group with members is enough. */
export function combineObservations(
  inputs: StatusInputs,
  groups: readonly (readonly string[])[],
): (is: GroupObservation["is"]) => Evidence[] {
  const observations = groups.filter((ids) => ids.length > 0).map((ids) => observationOfAny(inputs, ids));
  return (is) => {
    const evidence = observations.filter((one) => one.is === is).flatMap((one) => one.evidence);
    // Most objects have the same groups, so remove duplicates.
    return [...new Map(evidence.map((one) => [one.text, one])).values()];
  };
}

function observationOfAny(
  inputs: StatusInputs,
  ids: readonly string[],
): { readonly is: GroupObservation["is"]; readonly evidence: readonly Evidence[] } {
  const observations = ids.map((id) => observationOf(inputs, id));
  const is =
    (["there", "unread", "gone"] as const).find((one) => observations.some((observation) => observation.is === one)) ??
    "empty";
  return { is, evidence: observations.filter((observation) => observation.is === is).map(({ evidence }) => evidence) };
}

export const readGroupsFirst = "Make the sign-in work, and let it read groups.";
