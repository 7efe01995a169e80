import { accessRoleMeanings } from "pulumi-lookout-intune/internal/model/access-roles";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import { lookupValue } from "../../live/lookup-result";
import { notInStack, observedNow, type StatusInputs } from "../inputs";
import { readGroupsFirst, observationOf } from "../group-observation";
import { step, type Step } from "../step";
import { handedOverIds } from "./hand-over.step";

/** Step 2: the group with full access to Lookout's console. */
export function evaluateFullAccess(inputs: StatusInputs): Step {
  const group = step("full-access-group");
  const id = handedOverIds(inputs).full;
  if (id === undefined) {
    return group.unknown(
      "Declare accessGroups.full.",
      notInStack(inputs, "The stack does not name the group with full access."),
    );
  }
  const observation = observationOf(inputs, id);
  if (observation.is === "unread") return group.unknown(readGroupsFirst, observation.evidence);
  if (observation.is === "gone")
    return group.failing("Run pulumi refresh, then pulumi up, and hand over the new ID.", observation.evidence);
  if (observation.is === "empty") {
    return group.waiting(
      people.groupOwners,
      "Add the administrators of Lookout's console to the group: nobody else can sign in to it.",
      observation.evidence,
    );
  }
  return group.done(observation.evidence);
}

/** Step 3: the other groups of the console. A user may be in one of them only. */
export function evaluateFurtherAccess(inputs: StatusInputs): Step {
  const groups = step("further-access-groups");
  const { full, restricted, readOnly } = handedOverIds(inputs);
  const further = [restricted, readOnly].filter((id) => id !== undefined);
  if (further.length === 0) {
    return groups.notDeclared(
      `Nothing to do: they are optional. Restricted access means ${accessRoleMeanings.restricted}.`,
    );
  }
  const observations = further.map((id) => observationOf(inputs, id));
  const evidence = observations.map((observation, index) => {
    const meaning =
      further[index] === restricted
        ? `restricted access: ${accessRoleMeanings.restricted}`
        : `read-only access: ${accessRoleMeanings.readOnly}`;
    return { ...observation.evidence, text: `${observation.evidence.text} (${meaning})` };
  });
  if (observations.some(({ is }) => is === "gone")) {
    return groups.failing("Run pulumi refresh, then pulumi up, and hand over the new ID.", ...evidence);
  }
  const double = findInSeveral(inputs, [...further, ...(full === undefined ? [] : [full])]);
  if (double.length > 0) {
    const text = `In several of the console's groups: ${double.slice(0, 5).join(", ")}${double.length > 5 ? ` and ${double.length - 5} more` : ""}`;
    return groups.failing(
      "Keep each of them in one group only: nobody may be in two.",
      observedNow(inputs, "Microsoft Graph", text),
    );
  }
  if (observations.some(({ is }) => is === "unread")) return groups.unknown(readGroupsFirst, ...evidence);
  if (observations.some(({ is }) => is === "empty")) {
    return groups.waiting(
      people.groupOwners,
      "Add users to the group, or remove it from accessGroups: nobody has its role.",
      ...evidence,
    );
  }
  return groups.done(...evidence);
}

function findInSeveral({ members }: StatusInputs, groups: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const id of new Set(groups)) {
    for (const member of new Set(lookupValue(members.get(id)) ?? [])) counts.set(member, (counts.get(member) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([member]) => member);
}
