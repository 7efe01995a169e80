import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { listConditionalAccessPolicies } from "pulumi-lookout-intune/internal/clients/graph/conditional-access-policies";
import { getNamedGroup } from "pulumi-lookout-intune/internal/clients/graph/entra-groups";
import {
  findGroupCandidates,
  findTemporaryGroups,
  temporaryNamePrefix,
  type GroupCandidate,
} from "pulumi-lookout-intune/internal/clients/graph/interrupted-groups";
import type { InterruptedState, PendingOperation } from "pulumi-lookout-intune/internal/model/interrupted-state";
import { isAzureResourceToken } from "pulumi-lookout-intune/internal/model/azure-resource-types";
import { azureadTypes, dynamicTypeOf } from "pulumi-lookout-intune/internal/model/resource-types";
import { lastPart } from "../live/live-directory";
import { creationWindow } from "./creation-window";
import { recoverAzureResource, type AzureSubscription } from "./azure-resource";
import { matchGroups, type PendingGroup } from "./match-groups";
import { matchPolicy } from "./match-policy";
import type { Choices, Recovery } from "./recovery";

/** Where to search for the objects of pending operations. */
export interface Services {
  readonly graph: GraphClient;
  /** Object id of the signed-in application or user; undefined if the sign-in does not show it. */
  readonly callerId: string | undefined;
  readonly azure: AzureSubscription;
}

/** Finds for each pending operation what it left. Read-only. */
export async function planRecovery(state: InterruptedState, services: Services, choices: Choices): Promise<Recovery[]> {
  // A run that was killed again at the same resource leaves its operation twice.
  const operations = state.operations.filter(
    ({ operation, urn }, index, all) =>
      index === all.findIndex((one) => one.operation === operation && one.urn === urn),
  );
  const recoveries: Recovery[] = [];
  const open: PendingOperation[] = [];
  for (const operation of operations) {
    const recovery = await settleWithoutSearch(operation, state, services, choices);
    if (recovery === undefined) open.push(operation);
    else recoveries.push(recovery);
  }
  const groups = open.filter(({ type }) => type === azureadTypes.Group);
  const policies = open.filter(({ type }) => type === azureadTypes.ConditionalAccessPolicy);
  recoveries.push(
    ...(await recoverGroups(groups, state, services, choices)),
    ...(await recoverPolicies(policies, state, services, choices)),
  );
  for (const operation of open.filter((one) => ![...groups, ...policies].includes(one))) {
    const { type } = operation;
    recoveries.push(
      isAzureResourceToken(type)
        ? await recoverAzureResource(operation, type, state, services.azure, choices)
        : unknownType(operation),
    );
  }
  return recoveries.map((recovery) => refuseSharedObject(recovery, recoveries));
}

/** Two creations of one name may have left one object. */
function refuseSharedObject(recovery: Recovery, all: readonly Recovery[]): Recovery {
  if (recovery.action !== "import") return recovery;
  const sharing = all.filter((other) => other.action === "import" && other.id === recovery.id);
  if (sharing.length === 1) return recovery;
  const { operation, found } = recovery;
  const reason = "The same object fits another pending creation of this name";
  return { action: "undecided", operation, reason, candidates: [found] };
}

/** Undefined for a creation whose object has to be searched for. */
async function settleWithoutSearch(
  operation: PendingOperation,
  { ids }: InterruptedState,
  { graph }: Services,
  { clear }: Choices,
): Promise<Recovery | undefined> {
  const { operation: kind, urn, type, name, custom } = operation;
  const recorded = ids.get(urn);
  if (kind !== "creating") {
    return recorded === undefined
      ? { action: "clear", operation, reason: "The stack has no such resource" }
      : { action: "refresh", operation };
  }
  if (clear.has(name)) return { action: "clear", operation, reason: "You found that it left nothing" };
  if (recorded !== undefined) return settleRecorded(operation, recorded, graph);
  if (!custom || type.startsWith("pulumi:")) {
    return { action: "clear", operation, reason: "It is no object of a service. The next `pulumi up` declares it" };
  }
  if (dynamicTypeOf(type) !== undefined) {
    return {
      action: "clear",
      operation,
      reason: "The next `pulumi up` searches for what it left, and continues from there",
    };
  }
  return undefined;
}

/** A later run created the resource again, or a recovery was killed after it had recorded it. */
async function settleRecorded(operation: PendingOperation, id: string, graph: GraphClient): Promise<Recovery> {
  const { type, inputs } = operation;
  if (type === azureadTypes.Group && typeof inputs.displayName === "string") {
    const group = await getNamedGroup(graph, lastPart(id));
    if (group?.displayName.startsWith(temporaryNamePrefix) === true) {
      const found = { id: group.id, displayName: group.displayName, createdAt: undefined, differences: [] };
      return { action: "import", operation, found, id, recorded: true, rename: inputs.displayName };
    }
  }
  return { action: "clear", operation, reason: `The stack has it already${id === "" ? "" : ` (${lastPart(id)})`}` };
}

async function recoverGroups(
  operations: readonly PendingOperation[],
  state: InterruptedState,
  { graph, callerId }: Services,
  choices: Choices,
): Promise<Recovery[]> {
  if (operations.length === 0) return [];
  const managed = new Set([...state.ids.values()].map(lastPart));
  const isFree = ({ id }: GroupCandidate) => !managed.has(id);
  const pending = operations.map(async (operation): Promise<PendingGroup | Recovery> => {
    const { displayName, owners } = operation.inputs;
    if (typeof displayName !== "string") return unreadableName(operation);
    const declared = Array.isArray(owners) ? owners.filter((owner) => typeof owner === "string") : [];
    return {
      operation,
      displayName,
      window: creationWindow(state, operation),
      ownerIds: declared.length > 0 ? declared : callerId === undefined ? undefined : [callerId],
      named: (await findGroupCandidates(graph, displayName)).filter(isFree),
    };
  });
  const temporary = (await findTemporaryGroups(graph)).filter(isFree);
  const all = await Promise.all(pending);
  const readable = all.filter((one) => "named" in one);
  return [...all.filter((one) => "action" in one), ...matchGroups(readable, temporary, choices)];
}

async function recoverPolicies(
  operations: readonly PendingOperation[],
  state: InterruptedState,
  { graph }: Services,
  choices: Choices,
): Promise<Recovery[]> {
  if (operations.length === 0) return [];
  const managed = new Set([...state.ids.values()].map(lastPart));
  const policies = (await listConditionalAccessPolicies(graph)).filter(({ id }) => !managed.has(id));
  return operations.map((operation) => {
    const { displayName } = operation.inputs;
    if (typeof displayName !== "string") return unreadableName(operation);
    const named = policies.filter((policy) => policy.displayName === displayName);
    return matchPolicy(operation, creationWindow(state, operation), named, choices);
  });
}

function unreadableName(operation: PendingOperation): Recovery {
  return { action: "undecided", operation, reason: "Its name is a secret or missing in the state", candidates: [] };
}

function unknownType(operation: PendingOperation): Recovery {
  const reason = `This command does not know how to find a ${operation.type}`;
  return { action: "undecided", operation, reason, candidates: [] };
}
