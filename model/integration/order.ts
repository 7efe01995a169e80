import { integrationActions, type Action, type EvidenceSubject, type IntegrationAction } from "./actions";
import { stepWithId, type IntegrationStep } from "./steps";

/** Sorts actions so that each comes after what it needs. Of those that could come next, the one of the step with the lowest
 *  number does, then the one that was declared first. Throws when an action needs one that there is none of, or itself. */
export function sortByNeeds<A extends Action>(actions: readonly A[]): A[] {
  refuseUnknown(actions);
  const sorted: A[] = [];
  const done = new Set<string>();
  let left = [...actions].sort((a, b) => numberOf(a) - numberOf(b));
  while (left.length > 0) {
    const next = left.find(({ needs }) => needs.every((id) => done.has(id)));
    if (next === undefined) throw new Error(`Actions need each other: ${findCircle(left).join(" needs ")}.`);
    sorted.push(next);
    done.add(next.id);
    left = left.filter((action) => action !== next);
  }
  return sorted;
}

function numberOf({ step }: Action): number {
  return stepWithId(step).number;
}

function refuseUnknown(actions: readonly Action[]): void {
  const ids = new Set<string>();
  for (const { id } of actions) {
    if (ids.has(id)) throw new Error(`There are two actions with the id "${id}".`);
    ids.add(id);
  }
  for (const { id, needs } of actions) {
    const unknown = needs.find((needed) => !ids.has(needed));
    if (unknown !== undefined) throw new Error(`The action "${id}" needs "${unknown}", and there is none.`);
  }
}

/** Every action of `left` waits for another of them, so whoever follows the needs comes back to where he was. */
function findCircle(left: readonly Action[]): string[] {
  const path: string[] = [];
  let at = left[0];
  while (at !== undefined && !path.includes(at.id)) {
    path.push(at.id);
    const { needs } = at;
    at = left.find(({ id }) => needs.includes(id));
  }
  return at === undefined ? path : [...path.slice(path.indexOf(at.id)), at.id];
}

/** The order in which everything is done: the next steps, the status, the runbook and the report have no other. */
export const actionOrder: readonly IntegrationAction[] = sortByNeeds(integrationActions);

/** The steps in that order, each where its first action stands. */
export const stepOrder: readonly IntegrationStep[] = [...new Set(actionOrder.map(({ step }) => step))].map(stepWithId);

/** The settings of Lookout's that a person enters, in that order. */
export const consoleOrder: readonly EvidenceSubject[] = actionOrder.flatMap((action) =>
  "enters" in action ? [action.enters] : [],
);
