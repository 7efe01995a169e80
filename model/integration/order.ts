import { integrationActions, type Action, type EvidenceSubject, type IntegrationAction } from "./actions";
import { stepWithId, type IntegrationStep } from "./steps";

/** Sorts actions topologically by their needs. Ties go to the step with the lowest number, then to the action
 *  declared first. Throws if an action needs itself or an unknown action. */
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

/** Every action in `left` needs another one of them, so following the needs leads to a circle. */
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

/** The order of all actions. The next steps, status, runbook and report use it. */
export const actionOrder: readonly IntegrationAction[] = sortByNeeds(integrationActions);

/** The steps in that order, each at the position of its first action. */
export const stepOrder: readonly IntegrationStep[] = [...new Set(actionOrder.map(({ step }) => step))].map(stepWithId);

/** The console settings in that order. */
export const consoleOrder: readonly EvidenceSubject[] = actionOrder.flatMap((action) =>
  "enters" in action ? [action.enters] : [],
);
