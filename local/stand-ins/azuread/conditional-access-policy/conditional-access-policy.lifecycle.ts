import { permissionToRead, permissionToWrite } from "../../../../model/graph-permissions";
import { findObject, idOf, objectIn, type JsonObject, deleteObject, waitForAgreement } from "../azuread.graph";
import type { PropertyMap } from "../../plugin/properties";
import { initFailed, type ReadState, type ResourceState } from "../../plugin/plugin-provider";
import type { ManagedResource, Operation } from "../managed-resource";
import { text } from "../argument-values";
import { checkPolicy } from "./conditional-access-policy.check";
import { diffPolicy } from "./conditional-access-policy.diff";
import { inputsOf, plannedOutputs, policyBody, policyOutputs } from "./conditional-access-policy.state";

const minute = 60;
const toRead = permissionToRead("conditionalAccess");
const toWrite = permissionToWrite("conditionalAccess");
const policiesPath = "/identity/conditionalAccess/policies";

/** azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy, with the requests of the real provider. */
export const conditionalAccessPolicy: ManagedResource = {
  check: checkPolicy,
  diff: diffPolicy,
  preview: plannedOutputs,
  create,
  read,
  update,
  delete: remove,
  timeouts: { create: 5 * minute, read: 5 * minute, update: 15 * minute, delete: 5 * minute },
};

async function create(operation: Operation, inputs: PropertyMap): Promise<ResourceState> {
  const body = policyBody(inputs);
  const path = `/v1.0${policiesPath}`;
  const answer = await operation.graph.send({ method: "POST", path, body, permission: toWrite });
  const objectId = idOf(objectIn(answer.body));
  const id = `${policiesPath}/${objectId}`;
  let policy: JsonObject = { ...body, id: objectId };
  try {
    await waitForAgreement(operation, async () => {
      const actual = await find(operation, id);
      policy = actual ?? policy;
      return actual !== undefined;
    });
  } catch (error) {
    const what = `The Conditional Access policy "${text(inputs.displayName)}" was created (${objectId}), but did not show afterwards`;
    throw initFailed(what, error, { id, outputs: policyOutputs(policy) });
  }
  return { id, outputs: policyOutputs(policy) };
}

async function read(operation: Operation, id: string, inputs: PropertyMap | undefined): Promise<ReadState | undefined> {
  const path = idPath(id);
  const policy = await find(operation, path);
  if (policy === undefined) return undefined;
  const outputs = policyOutputs(policy);
  return { id: path, outputs, inputs: inputsOf(outputs, inputs) };
}

async function update(
  operation: Operation,
  id: string,
  outputs: PropertyMap,
  inputs: PropertyMap,
): Promise<ResourceState> {
  const path = idPath(id);
  const body = policyBody(inputs);
  await operation.graph.send({ method: "PATCH", path: `/v1.0${path}`, body, permission: toWrite });
  // Like the real provider, which compares only name and state and records what it asked for.
  const written = { id: path, outputs: policyOutputs({ ...body, id: text(outputs.objectId) }) };
  try {
    await waitForAgreement(operation, async () => {
      const actual = await find(operation, path);
      return actual !== undefined && actual.displayName === body.displayName && actual.state === body.state;
    });
  } catch (error) {
    const what = `The Conditional Access policy "${text(inputs.displayName)}" was changed, but the change did not show`;
    throw initFailed(what, error, written);
  }
  return written;
}

async function remove(operation: Operation, id: string): Promise<void> {
  await deleteObject(operation, `/v1.0${idPath(id)}`, toWrite);
}

function find({ graph }: Operation, id: string): Promise<JsonObject | undefined> {
  return findObject(graph, `/v1.0${id}`, toRead);
}

/** Takes the id of the state, a path, and the bare object ID that people type. */
function idPath(id: string): string {
  const objectId =
    /^(?:\/identity\/conditionalAccess\/policies\/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(id)?.[1];
  if (objectId === undefined)
    throw new Error(`"${id}" is no id of a Conditional Access policy. Give ${policiesPath}/<object ID>.`);
  return `${policiesPath}/${objectId}`;
}
