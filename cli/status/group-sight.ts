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

/** What shows that several groups together have no member; empty where one has, or could not be looked at. */
export function emptyTogether(facts: StatusFacts, ids: readonly string[]): Evidence[] {
  const sights = ids.map((id) => sightOf(facts, id));
  return sights.every(({ is }) => is === "empty") ? sights.map(({ evidence }) => evidence) : [];
}
