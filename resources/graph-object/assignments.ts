import {
  assignmentKey,
  fromAssignmentTargets,
  toAssignmentTargets,
  type AssignmentTarget,
  type GroupAssignment,
} from "../../model/group-assignment";
import { deleteAssignment, type GraphObject } from "../../clients/graph/graph-objects";
import { entriesWithout, objectsIn, writtenBy, type GraphAction, type GraphLocation } from "./graph-object.definition";

/** The action that assigns an object to groups. */
export function assignmentAction<Settings extends GroupAssignment>(): GraphAction<Settings> {
  return {
    settings: ["includedGroupIds", "excludedGroupIds"],
    desired: (settings) => assignmentKey(settings),
    actual: (object) => (Array.isArray(object.assignments) ? assignmentKey(targetsIn(object)) : undefined),
    ...assignOrClear(
      (settings) => ({ assignments: toAssignmentTargets(settings).map(toAssignment) }),
      ({ assignments }) => ({ assignments: entriesWithout(assignments, ["id", "source", "sourceId", "intent"]) }),
    ),
  };
}

/** Assigns an object, or removes every assignment. It never sends an empty list, because Microsoft does not document
 *  whether Intune accepts one. */
export function assignOrClear<Settings extends GroupAssignment>(
  body: (settings: Settings) => object,
  capture: (object: GraphObject) => Readonly<Record<string, readonly object[]>>,
): Pick<GraphAction<Settings>, "write" | "capture" | "restore"> {
  const assign = writtenBy("assign", body, capture);
  async function clear(location: GraphLocation, object: GraphObject): Promise<void> {
    for (const { id } of assignmentsOf(object)) {
      await deleteAssignment(location.graph, location.collection, location.id, String(id));
    }
  }
  return {
    ...assign,
    write: (location, settings, object) =>
      toAssignmentTargets(settings).length > 0 ? assign.write(location, settings, object) : clear(location, object),
    restore: (location, captured, object) =>
      Object.values(captured as object).every((list) => Array.isArray(list) && list.length === 0)
        ? clear(location, object)
        : assign.restore(location, captured, object),
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
  return objectsIn(object.assignments);
}

function targetsIn(object: GraphObject) {
  return fromAssignmentTargets(assignmentsOf(object).map(({ target }) => target));
}

function toAssignment(target: AssignmentTarget) {
  return { target };
}
