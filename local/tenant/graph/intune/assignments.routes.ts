import { randomUUID } from "node:crypto";
import { type GraphApi, type IdParams, rootOf } from "../graph-api";
import { type Body, readBody } from "../body";
import { badRequest, GraphError } from "../graph-error-body";
import { requireIntunePermission } from "../route-permissions";
import { existing, putPart, type IntuneCollection } from "./intune-collection";

interface AssignmentParams {
  Params: { readonly id: string; readonly assignmentId: string };
}

/** Assignment definition of a collection. */
export interface AssignAction {
  /** Name of the action's parameter. */
  readonly parameter: string;
  /** The type of an assignment, as the schemas have it. */
  readonly type: string;
  /** Response of the action: the assignments, or nothing. */
  readonly answer: "assignments" | "nothing";
  readonly idOf: (assignment: Body, objectId: string) => string;
  /** Checks that the object can be assigned. Throws Graph's errors. */
  readonly before?: (id: string) => void;
}

/** `assign`, which replaces all assignments, and the removal of one. */
export function registerAssignments(api: GraphApi, collection: IntuneCollection, action: AssignAction): void {
  const { app, context } = api;

  app.post<IdParams>(`${collection.path}/:id/assign`, async (request, reply) => {
    requireIntunePermission(request, collection.write);
    const entity = existing(api, collection, request);
    const given = parameterOf(request.body, action.parameter);
    action.before?.(entity.id);
    if (given.length === 0 && context.settings.unknowns.assignEmptyList === "refused") {
      throw badRequest(`The parameter '${action.parameter}' must not be empty.`);
    }
    const assignments = given.map((one) => readAssignment(api, action, one, entity.id));
    putPart(collection, entity, "assignments", assignments);
    if (action.answer === "nothing") return reply.status(204).send();
    return { "@odata.context": `${rootOf(api)}/$metadata#Collection(${action.type})`, value: assignments };
  });

  app.delete<AssignmentParams>(`${collection.path}/:id/assignments/:assignmentId`, async (request, reply) => {
    requireIntunePermission(request, collection.write);
    const entity = existing(api, collection, request);
    const assignments = entity.parts.assignments ?? [];
    const left = assignments.filter(({ id }) => id !== request.params.assignmentId);
    if (left.length === assignments.length) {
      throw new GraphError(404, "ResourceNotFound", `The assignment '${request.params.assignmentId}' was not found.`);
    }
    putPart(collection, entity, "assignments", left);
    return reply.status(204).send();
  });
}

/** One assignment of a body with its new id. Its group must be visible in Entra. */
export function readAssignment(api: GraphApi, { type, idOf }: AssignAction, given: unknown, objectId: string): Body {
  const assignment = readBody(api.version, type, given);
  const { target } = assignment;
  const { "@odata.type": targetType, groupId } = (target ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof targetType !== "string") throw badRequest("An assignment needs a target with its '@odata.type'.");
  const needsGroup = /GroupAssignmentTarget$/i.test(targetType);
  if (needsGroup && (typeof groupId !== "string" || api.directory.find(groupId)?.kind !== "group")) {
    throw badRequest(`The group '${String(groupId)}' of the assignment does not exist.`);
  }
  return { ...assignment, id: idOf(assignment, objectId), source: "direct" };
}

/** Ids as policies have them. */
export function policyAssignmentId({ target }: Body, objectId: string): string {
  const { groupId } = target as { readonly groupId?: string };
  return `${objectId}_${groupId ?? randomUUID()}`;
}

/** A list in an action's body. Refuses other unknown properties. */
export function parameterOf(body: unknown, name: string, others: readonly string[] = []): readonly unknown[] {
  const given = typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const other = Object.keys(given).find((key) => key !== name && !others.includes(key));
  if (other !== undefined) throw badRequest(`The parameter '${other}' does not exist; the action takes '${name}'.`);
  if (!Array.isArray(given[name])) throw badRequest(`The action needs the parameter '${name}', a collection.`);
  return given[name] as readonly unknown[];
}
