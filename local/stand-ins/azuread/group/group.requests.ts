import { permissionToRead, permissionToWrite } from "../../../../model/graph-permissions";
import { retryWhileMissing } from "../../../../clients/graph/graph-consistency";
import { findObject, idOf, listObjects, type JsonObject, objectIn } from "../azuread.graph";
import type { Operation } from "../managed-resource";
import { referenceBody } from "./group.bodies";
import type { RemoteGroup } from "./group.state";

export type People = "owners" | "members";

export const groupsPath = "/beta/groups";
const toRead = permissionToRead("groups");
export const toWriteGroups = permissionToWrite("groups");

export function getGroup({ graph }: Operation, objectId: string): Promise<JsonObject | undefined> {
  return findObject(graph, groupPath(objectId), toRead);
}

/** The four reads that make up a group's state. */
export async function readGroup(operation: Operation, objectId: string): Promise<RemoteGroup | undefined> {
  const group = await getGroup(operation, objectId);
  if (group === undefined) return undefined;
  const owners = await listPeople(operation, objectId, "owners");
  const members = await listPeople(operation, objectId, "members");
  const memberOf = await listObjects(operation.graph, `${groupPath(objectId)}/memberOf`, toRead);
  const administrativeUnits = memberOf
    .filter((object) => object["@odata.type"] === "#microsoft.graph.administrativeUnit")
    .map(idOf);
  return { group, owners, members, administrativeUnits };
}

export function findGroups({ graph }: Operation, filter: string): Promise<JsonObject[]> {
  return listObjects(graph, groupsPath, toRead, filter);
}

export async function listPeople(
  { graph }: Operation,
  objectId: string,
  people: People | "transitiveMembers",
): Promise<string[]> {
  return (await listObjects(graph, `${groupPath(objectId)}/${people}`, toRead)).map(idOf);
}

/** Adds a person to a group; one of the two may not have reached every replica yet. */
export async function addPerson(operation: Operation, objectId: string, people: People, id: string): Promise<void> {
  const path = `${groupPath(objectId)}/${people}/$ref`;
  const body = referenceBody(await directoryObject(operation, id));
  await whileReplicating(operation, () =>
    operation.graph.send({ method: "POST", path, body, permission: toWriteGroups }),
  );
}

export async function removePerson({ graph }: Operation, objectId: string, people: People, id: string): Promise<void> {
  const path = `${groupPath(objectId)}/${people}/${encodeURIComponent(id)}/$ref`;
  await graph.send({ method: "DELETE", path, permission: toWriteGroups });
}

export async function patchGroup({ graph }: Operation, objectId: string, body: JsonObject): Promise<void> {
  await graph.send({ method: "PATCH", path: groupPath(objectId), body, permission: toWriteGroups });
}

/** Patches a group that may not have reached every replica yet. */
export function patchNewGroup(operation: Operation, objectId: string, body: JsonObject): Promise<void> {
  return whileReplicating(operation, () => patchGroup(operation, objectId, body));
}

/** Repeats a request for about two minutes while Graph does not know an object that it refers to. The real provider goes on to
 *  its deadline of 20 minutes, also for an object that will never exist. */
export function whileReplicating<T>(
  { firstPauseMs, signal }: Operation,
  send: () => Promise<T>,
  isMissing?: (error: unknown) => boolean,
): Promise<T> {
  return retryWhileMissing(send, { firstPauseMs, deadlineMs: 120 * firstPauseMs, signal, isMissing });
}

/** The address by which one directory object is referred to from another. */
export async function directoryObject({ graph }: Operation, objectId: string): Promise<string> {
  return `${await graph.root()}/beta/directoryObjects/${objectId}`;
}

export function groupPath(objectId: string): string {
  return `${groupsPath}/${encodeURIComponent(objectId)}`;
}

/** Owners that Graph takes when a group is created; more are added afterwards. */
const ownersAtCreation = 20;

export interface InitialOwners {
  readonly first: readonly string[];
  readonly rest: readonly string[];
}

/** The order in which the real provider names owners: the caller, then users, service principals, groups. */
export async function initialOwners(operation: Operation, owners: readonly string[]): Promise<InitialOwners> {
  const { graph, caller } = operation;
  if (owners.length === 0) return { first: [caller.objectId], rest: [] };
  const isCaller = (id: string) => id.toLowerCase() === caller.objectId.toLowerCase();
  const ordered = owners.filter(isCaller).map(() => caller.objectId);
  for (const type of ["user", "servicePrincipal", "group"]) {
    for (const owner of owners.filter((id) => !isCaller(id))) {
      // Asked once for each type, as the real provider does, so that the tenant gets the same requests.
      const path = `/v1.0/directoryObjects/${owner}`;
      const object = objectIn((await graph.send({ method: "GET", path, permission: "Directory.Read.All" })).body);
      if (object["@odata.type"] === `#microsoft.graph.${type}`) ordered.push(idOf(object));
    }
  }
  return { first: ordered.slice(0, ownersAtCreation), rest: ordered.slice(ownersAtCreation) };
}
