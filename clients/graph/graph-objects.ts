import { z } from "zod";
import { permissionToRead, permissionToWrite, type WrittenGraphAreaName } from "../../model/graph-permissions";
import { compareNames, type NameDifference } from "../../model/name-comparison";
import { isNotFound, ServiceError } from "../http/service-error";
import type { GraphClient } from "./graph-client";
import { readAllPages } from "./graph-pages";

/** A collection of Graph objects of one type, and what is needed to read and write them. */
export interface GraphCollection {
  /** Path with the version, such as `/v1.0/deviceManagement/deviceCompliancePolicies`. */
  readonly path: string;
  /** Such as `#microsoft.graph.iosCompliancePolicy`. The collection may also contain objects of other types. */
  readonly odataType: string;
  /** Value of `$expand`, for properties that Graph does not return by default. */
  readonly expand?: string;
  /** One object of the type, for messages: "a compliance policy". */
  readonly what: string;
  /** The area of Graph, from which the required permission follows. */
  readonly area: WrittenGraphAreaName;
}

const objectSchema = z.looseObject({
  id: z.string(),
  "@odata.type": z.string().optional(),
  displayName: z.string().nullish(),
});

/** An object as Graph returns it, with all properties. */
export type GraphObject = z.infer<typeof objectSchema>;

/** Reads one object with its expanded properties; undefined when no object has that id. */
export async function getObject(
  graph: GraphClient,
  collection: GraphCollection,
  id: string,
): Promise<GraphObject | undefined> {
  const query = collection.expand === undefined ? "" : `?$expand=${encodeURIComponent(collection.expand)}`;
  try {
    const path = `${pathOf(collection, id)}${query}`;
    const { body } = await graph.send({ method: "GET", path, permission: permissionToRead(collection.area) });
    return readObject(collection, body);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** An object whose name people take for another one. */
export interface SimilarObject {
  readonly object: GraphObject;
  readonly difference: NameDifference;
}

/** Finds the objects of the collection's type with exactly this display name, and those with a name that people take for it.
 *  Lists all objects, because Microsoft does not document which filters Intune's collections support. */
export async function findObjectsByName(
  graph: GraphClient,
  collection: GraphCollection,
  displayName: string,
): Promise<{ readonly exact: readonly GraphObject[]; readonly similar: readonly SimilarObject[] }> {
  const compared = (await listObjects(graph, collection)).map((object) => ({
    object,
    difference: compareNames(displayName, object.displayName ?? ""),
  }));
  return {
    exact: compared.flatMap(({ object, difference }) => (difference === "same" ? [object] : [])),
    similar: compared.flatMap(({ object, difference }) =>
      difference === undefined || difference === "same" ? [] : [{ object, difference }],
    ),
  };
}

/** Lists the objects of the collection's type. In a collection of a single type Graph returns no `@odata.type`. */
export async function listObjects(graph: GraphClient, collection: GraphCollection): Promise<GraphObject[]> {
  const objects = await listObjectsOfEveryType(graph, collection);
  return objects.filter((object) => (object["@odata.type"] ?? collection.odataType) === collection.odataType);
}

/** Lists all objects of a collection, of every type, without expanded properties. */
export function listObjectsOfEveryType(
  graph: GraphClient,
  { path, what, area }: Pick<GraphCollection, "path" | "what" | "area">,
): Promise<GraphObject[]> {
  const list = { path, member: objectSchema, permission: permissionToRead(area) };
  return readAllPages(graph, { ...list, what: `a list with ${what}` });
}

/** Creates an object and returns its id. */
export async function createObject(graph: GraphClient, collection: GraphCollection, body: object): Promise<string> {
  const answer = await graph.send({
    method: "POST",
    path: collection.path,
    body: { "@odata.type": collection.odataType, ...body },
    permission: permissionToWrite(collection.area),
  });
  return readObject(collection, answer.body).id;
}

/** Updates some properties. Intune responds with 200 or 204, so the response body is ignored: read the object again. */
export async function patchObject(
  graph: GraphClient,
  collection: GraphCollection,
  id: string,
  changes: object,
): Promise<void> {
  const body = { "@odata.type": collection.odataType, ...changes };
  await graph.send({
    method: "PATCH",
    path: pathOf(collection, id),
    body,
    permission: permissionToWrite(collection.area),
  });
}

/** Calls an action of an object, such as `assign`. The action replaces what was set before, so it is idempotent. */
export async function invokeAction(
  graph: GraphClient,
  collection: GraphCollection,
  id: string,
  action: string,
  body: object,
): Promise<void> {
  const path = `${pathOf(collection, id)}/${action}`;
  await graph.send({ method: "POST", path, body, idempotent: true, permission: permissionToWrite(collection.area) });
}

/** Deletes one assignment of an object. Deleting a missing assignment is not an error. */
export async function deleteAssignment(
  graph: GraphClient,
  collection: GraphCollection,
  id: string,
  assignmentId: string,
): Promise<void> {
  await deleteAt(graph, collection, `${pathOf(collection, id)}/assignments/${encodeURIComponent(assignmentId)}`);
}

/** Deletes an object. Deleting a missing object is not an error. */
export async function deleteObject(graph: GraphClient, collection: GraphCollection, id: string): Promise<void> {
  await deleteAt(graph, collection, pathOf(collection, id));
}

async function deleteAt(graph: GraphClient, { area }: GraphCollection, path: string): Promise<void> {
  try {
    await graph.send({ method: "DELETE", path, permission: permissionToWrite(area) });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

function pathOf({ path }: GraphCollection, id: string): string {
  return `${path}/${encodeURIComponent(id)}`;
}

function readObject({ what }: GraphCollection, body: unknown): GraphObject {
  const read = objectSchema.safeParse(body);
  if (read.success) return read.data;
  throw new ServiceError(`Microsoft Graph returned something that is not ${what}.`);
}
