import {
  assignmentKey,
  fromAssignmentTargets,
  toAssignmentTargets,
  type AssignmentTarget,
  type GroupAssignment,
} from "../../model/group-assignment";
import { deleteAssignment, type GraphObject } from "../../clients/graph/graph-objects";
import { writtenBy, type GraphAction, type GraphLocation } from "./graph-object.definition";

/** The action that assigns an object to groups. */
export function assignmentAction<Settings extends GroupAssignment>(): GraphAction<Settings> {
  return {
    settings: ["includedGroupIds", "excludedGroupIds"],
    desired: (settings) => assignmentKey(settings),
    actual: (object) => (Array.isArray(object.assignments) ? assignmentKey(targetsIn(object)) : undefined),
    write: assignOrClear((settings) => ({ assignments: toAssignmentTargets(settings).map(toAssignment) })),
  };
}

/** Assigns an object, or removes every assignment. It never sends an empty list, because Microsoft does not document
 *  whether Intune accepts one. */
export function assignOrClear<Settings extends GroupAssignment>(body: (settings: Settings) => object) {
  const assign = writtenBy("assign", body);
  return async (location: GraphLocation, settings: Settings, object: GraphObject): Promise<void> => {
    if (toAssignmentTargets(settings).length > 0) return assign(location, settings);
    for (const { id } of assignmentsOf(object)) {
      await deleteAssignment(location.graph, location.collection, location.id, String(id));
    }
  };
}

/** The actual assignment of an object. Targets that you cannot declare appear among the included groups, in Graph's
 *  words, so that a refresh shows them. */
export function assignmentFromActual(object: GraphObject): GroupAssignment {
  const { includedGroupIds, excludedGroupIds, otherTargets } = targetsIn(object);
  return { includedGroupIds: [...includedGroupIds, ...otherTargets], excludedGroupIds };
}

/** The assignments in an object from Graph, skipping malformed ones. */
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
