import { randomUUID } from "node:crypto";
import { isMissingReference } from "../../../../clients/graph/graph-consistency";
import { odataText } from "../../../../clients/graph/graph-pages";
import { ServiceError } from "../../../../clients/http/service-error";
import { waitFor } from "../../../../resources/provider/wait";
import { deleteObject, idOf, objectIn, waitForAgreement } from "../azuread.graph";
import type { PropertyMap } from "../../plugin/properties";
import { initFailed, type ReadState, type ResourceState } from "../../plugin/plugin-provider";
import type { ManagedResource, Operation } from "../managed-resource";
import { creationBody, randomMailNickname, renamingBody, updateBody } from "./group.bodies";
import { checkGroup } from "./group.check";
import { diffGroup } from "./group.diff";
import { initialOwners } from "./group.requests";
import * as requests from "./group.requests";
import { groupOutputs, inputsOf, plannedOutputs } from "./group.state";
import { difference, flag, sameSet, strings, text } from "../argument-values";

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
  await deleteObject(operation, requests.groupPath(objectIdOf(id)), requests.toWriteGroups);
}

async function refuseDuplicate(operation: Operation, displayName: string, own: string | undefined): Promise<void> {
  const filter = `displayName eq ${odataText(displayName)}`;
  const found = await requests.findGroups(operation, filter);
  const other = found.find((candidate) => candidate.displayName === displayName && candidate.id !== own);
  if (other !== undefined) {
    throw new Error(
      `A group named "${displayName}" exists already (${idOf(other)}) and preventDuplicateNames is true. ` +
        `Choose another displayName, or import the group: pulumi import azuread:index/group:Group <name> ${idPath(idOf(other))}`,
    );
  }
}

async function postGroup(operation: Operation, inputs: PropertyMap, owners: readonly string[]): Promise<string> {
  const { graph, caller } = operation;
  const mailNickname = text(inputs.mailNickname) || randomMailNickname();
  const post = async (ownerIds: readonly string[]) => {
    const addresses = await Promise.all(ownerIds.map((owner) => requests.directoryObject(operation, owner)));
    const body = creationBody(inputs, mailNickname, addresses);
    const request = { method: "POST", path: requests.groupsPath, body, permission: requests.toWriteGroups } as const;
    const answer = await requests.whileReplicating(operation, () => graph.send(request), isNotReplicatedYet);
    return idOf(objectIn(answer.body));
  };
  try {
    return await post(owners);
  } catch (error) {
    const others = owners.filter((owner) => owner !== caller.objectId);
    if (!isDuplicateOwner(error) || others.length === owners.length) throw error;
    // Graph refuses the caller as an owner where it adds the caller by itself.
    return post(others);
  }
}

/** Renames the new group and back, which shows that it can be written, then waits until its name is steady. */
async function settleName(operation: Operation, objectId: string, displayName: string): Promise<void> {
  for (const name of [`TERRAFORM_UPDATE_${randomUUID()}`, displayName])
    await requests.patchNewGroup(operation, objectId, renamingBody(name));
  await waitForAgreement(
    operation,
    async () => (await requests.getGroup(operation, objectId))?.displayName === displayName,
  );
}

/** Reads until what was written shows. What does not show in time is returned as it is, and is a difference next time. */
async function readOutputs(operation: Operation, objectId: string, inputs: PropertyMap): Promise<PropertyMap> {
  const { pollMs, signal } = operation;
  const outputs = await waitFor(
    `Entra to show the group ${objectId}`,
    async () => {
      const remote = await requests.readGroup(operation, objectId);
      const preventDuplicateNames = flag(inputs.preventDuplicateNames);
      return remote === undefined ? undefined : { ...groupOutputs(remote), preventDuplicateNames };
    },
    (actual) => actual !== undefined && diffGroup(actual, inputs).length === 0,
    { forMs: staleReadsMs, firstPauseMs: pollMs, longestPauseMs: pollMs, signal },
  );
  if (outputs !== undefined) return outputs;
  throw new Error(`Graph no longer knows the group ${objectId}. Someone may have deleted it; run the command again.`);
}

async function reconcile(
  operation: Operation,
  objectId: string,
  people: requests.People,
  desired: string[],
): Promise<void> {
  const existing = await requests.listPeople(operation, objectId, people);
  const add = async () => {
    for (const id of difference(desired, existing)) await requests.addPerson(operation, objectId, people, id);
  };
  const removeOthers = async () => {
    for (const id of difference(existing, desired)) await requests.removePerson(operation, objectId, people, id);
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

function isNotReplicatedYet(error: unknown): boolean {
  return isMissingReference(error) || isRefused(error, "One or more property values specified are invalid");
}

function isDuplicateOwner(error: unknown): boolean {
  return isRefused(error, "Request contains a property with duplicate values");
}

function isRefused(error: unknown, because: string): boolean {
  return error instanceof ServiceError && error.status === 400 && error.message.includes(because);
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
