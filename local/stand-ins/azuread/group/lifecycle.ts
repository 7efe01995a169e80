import { randomUUID } from "node:crypto";
import { deleteObject } from "../deletion";
import type { GraphError } from "../graph-error";
import { isGraphStatus } from "../graph-error";
import type { PropertyMap } from "../../plugin/properties";
import { initFailed, type ReadState, type ResourceState } from "../../plugin/plugin-provider";
import type { ManagedResource, Operation } from "../resource";
import { pause } from "../retry";
import { untilSteady } from "../steadiness";
import { creationBody, randomMailNickname, renamingBody, updateBody } from "./bodies";
import { checkGroup } from "./check";
import { diffGroup } from "./diff";
import { initialOwners } from "./initial-owners";
import * as requests from "./requests";
import { groupOutputs, inputsOf, plannedOutputs } from "./state";
import { difference, flag, sameSet, strings, text } from "../values";

const minute = 60;
/** How long a read may lag behind what was written. */
const staleReadsMs = 30_000;

/** azuread:index/group:Group, with the requests of the real provider. */
export const group: ManagedResource = {
  check: checkGroup,
  diff: diffGroup,
  preview: plannedOutputs,
  create,
  read,
  update,
  delete: remove,
  timeouts: { create: 20 * minute, read: 5 * minute, update: 20 * minute, delete: 5 * minute },
};

async function create(operation: Operation, inputs: PropertyMap): Promise<ResourceState> {
  const displayName = text(inputs.displayName);
  if (flag(inputs.preventDuplicateNames)) await refuseDuplicate(operation, displayName, undefined);
  const owners = await initialOwners(operation, strings(inputs.owners));
  const objectId = await postGroup(operation, inputs, owners.first);
  const id = idPath(objectId);
  try {
    await settleName(operation, objectId, displayName);
    for (const owner of owners.rest) await requests.addPerson(operation, objectId, "owners", owner);
    for (const member of strings(inputs.members)) await requests.addPerson(operation, objectId, "members", member);
    return { id, outputs: await readOutputs(operation, objectId, inputs) };
  } catch (error) {
    throw initFailed(`The group "${displayName}" was created (${objectId}), but not completed`, error, {
      id,
      outputs: { ...withoutPeople(inputs), objectId },
    });
  }
}

async function read(
  operation: Operation,
  id: string,
  inputs: PropertyMap | undefined,
  outputs: PropertyMap,
): Promise<ReadState | undefined> {
  const objectId = objectIdOf(id);
  const remote = await requests.readGroup(operation, objectId);
  if (remote === undefined) return undefined;
  const preventDuplicateNames = flag(outputs.preventDuplicateNames);
  const real = { ...groupOutputs(remote), preventDuplicateNames };
  return { id: idPath(objectId), outputs: real, inputs: inputsOf(real, inputs) };
}

async function update(
  operation: Operation,
  id: string,
  outputs: PropertyMap,
  inputs: PropertyMap,
): Promise<ResourceState> {
  const objectId = objectIdOf(id);
  const displayName = text(inputs.displayName);
  if (flag(inputs.preventDuplicateNames)) await refuseDuplicate(operation, displayName, objectId);
  await requests.patchGroup(operation, objectId, updateBody(outputs, inputs));
  try {
    if (hasChanged("members", outputs, inputs))
      await reconcile(operation, objectId, "members", strings(inputs.members));
    if (hasChanged("owners", outputs, inputs)) await reconcile(operation, objectId, "owners", strings(inputs.owners));
    return { id, outputs: await readOutputs(operation, objectId, inputs) };
  } catch (error) {
    throw initFailed(`The group "${displayName}" (${objectId}) was changed only in part`, error, {
      id,
      outputs: { ...outputs, ...withoutPeople(inputs) },
    });
  }
}

async function remove(operation: Operation, id: string): Promise<void> {
  await deleteObject(operation, requests.groupPath(objectIdOf(id)));
}

async function refuseDuplicate(operation: Operation, displayName: string, own: string | undefined): Promise<void> {
  const filter = `displayName eq ${requests.quoted(displayName)}`;
  const found = await requests.findGroups(operation, filter);
  const other = found.find((candidate) => candidate.displayName === displayName && candidate.id !== own);
  if (other !== undefined) {
    throw new Error(
      `A group named "${displayName}" exists already (${requests.idOf(other)}) and preventDuplicateNames is true. ` +
        `Choose another displayName, or take the group over: pulumi import azuread:index/group:Group <name> ${idPath(requests.idOf(other))}`,
    );
  }
}

async function postGroup(operation: Operation, inputs: PropertyMap, owners: readonly string[]): Promise<string> {
  const { session, signal } = operation;
  const mailNickname = text(inputs.mailNickname) || randomMailNickname();
  const post = async (ownerIds: readonly string[]) => {
    const addresses = ownerIds.map((owner) => session.directoryObject(owner));
    const body = creationBody(inputs, mailNickname, addresses);
    const alsoRetry = isNotReplicatedYet;
    return requests.idOf(await session.send({ method: "POST", path: "/beta/groups", body, signal, alsoRetry }));
  };
  try {
    return await post(owners);
  } catch (error) {
    const others = owners.filter((owner) => owner !== session.callerId);
    if (!isDuplicateOwner(error) || others.length === owners.length) throw error;
    // Graph refuses the caller as an owner where it adds the caller by itself.
    return post(others);
  }
}

/** Renames the new group and back, which shows that it can be written, then waits until its name is steady. */
async function settleName(operation: Operation, objectId: string, displayName: string): Promise<void> {
  for (const name of [`TERRAFORM_UPDATE_${randomUUID()}`, displayName])
    await requests.patchNewGroup(operation, objectId, renamingBody(name));
  await untilSteady(operation, async () => (await requests.getGroup(operation, objectId))?.displayName === displayName);
}

/** Reads until what was written shows. What does not show in time is returned as it is, and is a difference next time. */
async function readOutputs(operation: Operation, objectId: string, inputs: PropertyMap): Promise<PropertyMap> {
  const giveUpAt = Date.now() + staleReadsMs;
  for (;;) {
    const isLast = Date.now() >= giveUpAt;
    const remote = await requests.readGroup(operation, objectId);
    if (remote !== undefined) {
      const outputs = { ...groupOutputs(remote), preventDuplicateNames: flag(inputs.preventDuplicateNames) };
      if (isLast || diffGroup(outputs, inputs).length === 0) return outputs;
    } else if (isLast) {
      throw new Error(
        `Graph no longer knows the group ${objectId}. Someone may have deleted it; run the command again.`,
      );
    }
    await pause(operation.pollMs, operation.signal);
  }
}

async function reconcile(
  operation: Operation,
  objectId: string,
  people: requests.People,
  wanted: string[],
): Promise<void> {
  const existing = await requests.listPeople(operation, objectId, people);
  const add = async () => {
    for (const id of difference(wanted, existing)) await requests.addPerson(operation, objectId, people, id);
  };
  const removeOthers = async () => {
    for (const id of difference(existing, wanted)) await requests.removePerson(operation, objectId, people, id);
  };
  // A group must not be without an owner in between.
  await (people === "owners" ? add() : removeOthers());
  await (people === "owners" ? removeOthers() : add());
}

function hasChanged(name: requests.People, outputs: PropertyMap, inputs: PropertyMap): boolean {
  return Array.isArray(inputs[name]) && !sameSet(strings(outputs[name]), strings(inputs[name]));
}

/** Of a half-made change, what is certain; the next update sees that the people are missing. */
function withoutPeople(inputs: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== "owners" && name !== "members"));
}

function isNotReplicatedYet(error: GraphError): boolean {
  return (
    error.status === 404 ||
    (error.status === 400 &&
      /One or more property values specified are invalid|does not exist or one of its queried/.test(error.message))
  );
}

function isDuplicateOwner(error: unknown): boolean {
  return (
    isGraphStatus(error, 400) &&
    error instanceof Error &&
    error.message.includes("Request contains a property with duplicate values")
  );
}

function idPath(objectId: string): string {
  return `/groups/${objectId}`;
}

/** Takes the id of the state, `/groups/<object ID>`, and the bare object ID that people type. */
function objectIdOf(id: string): string {
  const objectId = /^(?:\/groups\/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(id)?.[1];
  if (objectId === undefined) throw new Error(`"${id}" is no group id. Give /groups/<object ID>.`);
  return objectId;
}
