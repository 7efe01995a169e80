import { z } from "zod";
import { permissionToRead, permissionToWrite, type WrittenGraphAreaName } from "../../model/graph-permissions";
import { isNotFound, ServiceError } from "../http/service-error";
import type { GraphClient } from "./client";
import { readAllPages } from "./pages";

/** Where Graph keeps the objects of one type, and what reading and writing them needs. */
export interface GraphCollection {
  /** With the version, such as `/v1.0/deviceManagement/deviceCompliancePolicies`. */
  readonly path: string;
  /** Such as `#microsoft.graph.iosCompliancePolicy`; a collection may hold other types too. */
  readonly odataType: string;
  /** Value of `$expand` that brings what a plain GET leaves out. */
  readonly expand?: string;
  /** One of them, for messages: "a compliance policy". */
  readonly what: string;
  /** What it belongs to, for the permission to name. */
  readonly area: WrittenGraphAreaName;
}

const objectSchema = z.looseObject({
  id: z.string(),
  "@odata.type": z.string().optional(),
  displayName: z.string().nullish(),
});

/** An object as Graph answers it, with every property that it sends. */
export type GraphObject = z.infer<typeof objectSchema>;

/** Reads one object with all its parts; undefined when there is none with that id. */
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

/** Finds the objects of the collection's type that have this display name, letter for letter. Which filters Intune's
 *  collections take is documented for none of them, so all are listed. */
export async function findObjectsByName(
  graph: GraphClient,
  collection: GraphCollection,
  displayName: string,
): Promise<GraphObject[]> {
  const objects = await listObjects(graph, collection);
  return objects.filter((object) => object.displayName === displayName);
}

/** Lists the objects of the collection's type. A collection of one type sends none with its members. */
export async function listObjects(graph: GraphClient, collection: GraphCollection): Promise<GraphObject[]> {
  const objects = await listObjectsOfEveryType(graph, collection);
  return objects.filter((object) => (object["@odata.type"] ?? collection.odataType) === collection.odataType);
}

/** Lists all that stands in a collection, whatever its type, without its parts. */
export function listObjectsOfEveryType(
  graph: GraphClient,
  { path, what, area }: Pick<GraphCollection, "path" | "what" | "area">,
): Promise<GraphObject[]> {
  const list = { path, member: objectSchema, permission: permissionToRead(area) };
  return readAllPages(graph, { ...list, what: `a list with ${what}` });
}

/** Creates an object and gives its id. */
export async function createObject(graph: GraphClient, collection: GraphCollection, body: object): Promise<string> {
  const answer = await graph.send({
    method: "POST",
    path: collection.path,
    body: { "@odata.type": collection.odataType, ...body },
    permission: permissionToWrite(collection.area),
  });
  return readObject(collection, answer.body).id;
}

/** Changes some properties. The answer is not looked at, as Intune gives 200 or 204: read the object again. */
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

/** Calls an action of an object, such as `assign`, which replaces what it had. So repeating it changes nothing more. */
export async function actOnObject(
  graph: GraphClient,
  collection: GraphCollection,
  id: string,
  action: string,
  body: object,
): Promise<void> {
  const path = `${pathOf(collection, id)}/${action}`;
  await graph.send({ method: "POST", path, body, idempotent: true, permission: permissionToWrite(collection.area) });
}

/** Takes away one assignment of an object; one that is not there is fine. */
export async function deleteAssignment(
  graph: GraphClient,
  collection: GraphCollection,
  id: string,
  assignmentId: string,
): Promise<void> {
  await deleteAt(graph, collection, `${pathOf(collection, id)}/assignments/${encodeURIComponent(assignmentId)}`);
}

/** Deletes an object; one that is not there is fine. */
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
  throw new ServiceError(`Microsoft Graph answered with something that is not ${what}.`);
}
