import {
  assignmentKey,
  fromAssignmentTargets,
  toAssignmentTargets,
  type AssignmentTarget,
  type GroupAssignment,
} from "../../model/group-assignment";
import { deleteAssignment, type GraphObject } from "../../clients/graph/objects";
import { writtenBy, type GraphAction, type GraphPlace } from "./graph-object.definition";

/** The action that says to which groups an object is assigned. */
export function assignmentAction<Settings extends GroupAssignment>(): GraphAction<Settings> {
  return {
    settings: ["includedGroupIds", "excludedGroupIds"],
    desired: (settings) => assignmentKey(settings),
    actual: (object) => (Array.isArray(object.assignments) ? assignmentKey(targetsIn(object)) : undefined),
    write: assignOrClear((settings) => ({ assignments: toAssignmentTargets(settings).map(toAssignment) })),
  };
}

/** Assigns, or takes every assignment away: whether Intune takes an empty list is not documented, so none is sent. */
export function assignOrClear<Settings extends GroupAssignment>(body: (settings: Settings) => object) {
  const assign = writtenBy("assign", body);
  return async (place: GraphPlace, settings: Settings, object: GraphObject): Promise<void> => {
    if (toAssignmentTargets(settings).length > 0) return assign(place, settings);
    for (const { id } of assignmentsOf(object)) {
      await deleteAssignment(place.graph, place.collection, place.id, String(id));
    }
  };
}

/** The groups that an object is assigned to. A target that nobody can declare stands among the included ones in Graph's
 *  words, so that a refresh shows it. */
export function assignmentFromActual(object: GraphObject): GroupAssignment {
  const { includedGroupIds, excludedGroupIds, otherTargets } = targetsIn(object);
  return { includedGroupIds: [...includedGroupIds, ...otherTargets], excludedGroupIds };
}

/** Graph's assignments of an object, as far as they are objects. */
export function assignmentsOf(object: GraphObject): Readonly<Record<string, unknown>>[] {
  const assignments: readonly unknown[] = Array.isArray(object.assignments) ? object.assignments : [];
  return assignments.filter((one): one is Record<string, unknown> => one !== null && typeof one === "object");
}

function targetsIn(object: GraphObject) {
  return fromAssignmentTargets(assignmentsOf(object).map(({ target }) => target));
}

function toAssignment(target: AssignmentTarget) {
  return { target };
}
