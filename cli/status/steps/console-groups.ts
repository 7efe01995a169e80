import { accessRoleMeanings } from "pulumi-lookout-intune/internal/model/access-groups";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import { seenIn } from "../../live/seen";
import { notInStack, seenNow, type StatusFacts } from "../facts";
import { readGroupsFirst, sightOf } from "../group-sight";
import { step, type Step } from "../step";
import { handedOverIds } from "./hand-over";

/** Step 2: the group without which nobody opens Lookout's console. */
export function judgeFullAccess(facts: StatusFacts): Step {
  const group = step("full-access-group");
  const id = handedOverIds(facts).full;
  if (id === undefined) {
    return group.unknown(
      "Declare accessGroups.full.",
      notInStack(facts, "The stack does not tell which group has full access."),
    );
  }
  const sight = sightOf(facts, id);
  if (sight.is === "unseen") return group.unknown(readGroupsFirst, sight.evidence);
  if (sight.is === "gone")
    return group.failing("Run pulumi refresh, then pulumi up, and hand the new ID over.", sight.evidence);
  if (sight.is === "empty") {
    return group.waiting(
      people.groupOwners,
      "Add those who run Lookout's console to the group: nobody else can sign in to it.",
      sight.evidence,
    );
  }
  return group.done(sight.evidence);
}

/** Step 3: the other groups of the console; nobody may be in two of them. */
export function judgeFurtherAccess(facts: StatusFacts): Step {
  const groups = step("further-access-groups");
  const { full, restricted, readOnly } = handedOverIds(facts);
  const further = [restricted, readOnly].filter((id) => id !== undefined);
  if (further.length === 0) {
    return groups.notDeclared(`Nothing: they are optional. Restricted access means ${accessRoleMeanings.restricted}.`);
  }
  const sights = further.map((id) => sightOf(facts, id));
  const evidence = sights.map((sight, index) => {
    const meaning =
      further[index] === restricted
        ? `restricted access: ${accessRoleMeanings.restricted}`
        : `read-only access: ${accessRoleMeanings.readOnly}`;
    return { ...sight.evidence, text: `${sight.evidence.text} (${meaning})` };
  });
  if (sights.some(({ is }) => is === "gone")) {
    return groups.failing("Run pulumi refresh, then pulumi up, and hand the new ID over.", ...evidence);
  }
  const double = findInSeveral(facts, [...further, ...(full === undefined ? [] : [full])]);
  if (double.length > 0) {
    const text = `In several of the console's groups: ${double.slice(0, 5).join(", ")}${double.length > 5 ? ` and ${double.length - 5} more` : ""}`;
    return groups.failing(
      "Take each of them out of all groups but one: nobody may be in two.",
      seenNow(facts, "Microsoft Graph", text),
    );
  }
  if (sights.some(({ is }) => is === "unseen")) return groups.unknown(readGroupsFirst, ...evidence);
  if (sights.some(({ is }) => is === "empty")) {
    return groups.waiting(
      people.groupOwners,
      "Add the console's other users to the group, or leave it out of accessGroups: nobody has its role.",
      ...evidence,
    );
  }
  return groups.done(...evidence);
}

function findInSeveral({ members }: StatusFacts, groups: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const id of new Set(groups)) {
    for (const member of new Set(seenIn(members.get(id)) ?? [])) counts.set(member, (counts.get(member) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([member]) => member);
}
