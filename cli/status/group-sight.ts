import { seenNow, type StatusFacts } from "./facts";
import type { Evidence } from "./step";

/** What Graph shows of a group. */
export interface GroupSight {
  readonly is: "there" | "empty" | "gone" | "unseen";
  readonly name?: string;
  readonly evidence: Evidence;
}

export function sightOf(facts: StatusFacts, id: string): GroupSight {
  const look = facts.groups.get(id);
  const evidence = (text: string) => seenNow(facts, "Microsoft Graph", text);
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
export function sightsTogether(
  facts: StatusFacts,
  groups: readonly (readonly string[])[],
): (is: GroupSight["is"]) => Evidence[] {
  const sights = groups.filter((ids) => ids.length > 0).map((ids) => sightOfAny(facts, ids));
  return (is) => {
    const evidence = sights.filter((one) => one.is === is).flatMap((one) => one.evidence);
    // Most objects are assigned to the same groups.
    return [...new Map(evidence.map((one) => [one.text, one])).values()];
  };
}

function sightOfAny(
  facts: StatusFacts,
  ids: readonly string[],
): { readonly is: GroupSight["is"]; readonly evidence: readonly Evidence[] } {
  const sights = ids.map((id) => sightOf(facts, id));
  const is = (["there", "unseen", "gone"] as const).find((one) => sights.some((sight) => sight.is === one)) ?? "empty";
  return { is, evidence: sights.filter((sight) => sight.is === is).map(({ evidence }) => evidence) };
}

export const readGroupsFirst = "Make the sign-in work, and let it read groups.";
