import type { GraphError } from "../graph-error";
import type { JsonObject } from "../graph-session";
import type { Operation } from "../resource";
import { referenceBody } from "./bodies";
import type { RemoteGroup } from "./state";

export type People = "owners" | "members";

export async function getGroup({ session, signal }: Operation, objectId: string): Promise<JsonObject | undefined> {
  return session.find({ path: groupPath(objectId), signal });
}

/** The four reads that make up a group's state. */
export async function readGroup(operation: Operation, objectId: string): Promise<RemoteGroup | undefined> {
  const group = await getGroup(operation, objectId);
  if (group === undefined) return undefined;
  const owners = await listPeople(operation, objectId, "owners");
  const members = await listPeople(operation, objectId, "members");
  const memberOf = await operation.session.list({
    path: `${groupPath(objectId)}/memberOf`,
    signal: operation.signal,
  });
  const administrativeUnits = memberOf
    .filter((object) => object["@odata.type"] === "#microsoft.graph.administrativeUnit")
    .map(idOf);
  return { group, owners, members, administrativeUnits };
}

export async function findGroups({ session, signal }: Operation, filter: string): Promise<JsonObject[]> {
  return session.list({ path: "/beta/groups", query: { $filter: filter }, signal });
}

export async function listPeople(operation: Operation, objectId: string, people: People): Promise<string[]> {
  const path = `${groupPath(objectId)}/${people}`;
  return (await operation.session.list({ path, signal: operation.signal })).map(idOf);
}

export async function addPerson(operation: Operation, objectId: string, people: People, id: string): Promise<void> {
  const { session, signal } = operation;
  await session.send({
    method: "POST",
    path: `${groupPath(objectId)}/${people}/$ref`,
    body: referenceBody(session.directoryObject(id)),
    signal,
    // The group or the person may not have reached every replica yet.
    alsoRetry: (error) => error.status === 404,
  });
}

export async function removePerson(operation: Operation, objectId: string, people: People, id: string): Promise<void> {
  const { session, signal } = operation;
  await session.send({
    method: "DELETE",
    path: `${groupPath(objectId)}/${people}/${encodeURIComponent(id)}/$ref`,
    signal,
  });
}

export async function patchGroup({ session, signal }: Operation, objectId: string, body: JsonObject): Promise<void> {
  await session.send({ method: "PATCH", path: groupPath(objectId), body, signal });
}

/** Patches a group that may not have reached every replica yet. */
export async function patchNewGroup({ session, signal }: Operation, objectId: string, body: JsonObject): Promise<void> {
  const alsoRetry = (error: GraphError) => error.status === 404;
  await session.send({ method: "PATCH", path: groupPath(objectId), body, signal, alsoRetry });
}

export function groupPath(objectId: string): string {
  return `/beta/groups/${encodeURIComponent(objectId)}`;
}

export function idOf(object: JsonObject): string {
  const id = object.id;
  if (typeof id !== "string" || id === "")
    throw new Error("Graph answered with an object that has no id. Look at what the tenant serves.");
  return id;
}

/** A string inside an OData filter; a quote is doubled. */
export function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
