import type { ArmClient } from "pulumi-lookout-intune/internal/clients/arm/arm-client";
import {
  azureResourceId,
  azureResourceTypes,
  pathArguments,
  type AzureResourceToken,
} from "pulumi-lookout-intune/internal/model/azure-resource-types";
import type { InterruptedState, PendingOperation } from "pulumi-lookout-intune/internal/model/interrupted-state";
import { readAzureResource } from "../live/live-azure";
import { creationWindow, timeDifferences } from "./creation-window";
import type { Candidate, Choices, Recovery } from "./recovery";

/** A subscription, and the client for its resources. */
export interface AzureSubscription {
  readonly arm: ArmClient;
  /** Undefined if neither config nor environment names it. */
  readonly subscriptionId: string | undefined;
}

/** Reads the resource that a pending creation names. A name that azure-native made up is nobody else's; any other name may have
 *  been there before, so the time decides. */
export async function recoverAzureResource(
  operation: PendingOperation,
  token: AzureResourceToken,
  state: InterruptedState,
  { arm, subscriptionId }: AzureSubscription,
  { adopt }: Choices,
): Promise<Recovery> {
  const { name, inputs } = operation;
  const undecided = (reason: string, candidates: readonly Candidate[] = []): Recovery => ({
    action: "undecided",
    operation,
    reason,
    candidates,
  });
  if (subscriptionId === undefined) {
    return undecided("The subscription is unknown: set azure-native:subscriptionId or ARM_SUBSCRIPTION_ID");
  }
  const id = azureResourceId(azureResourceTypes[token], inputs, subscriptionId);
  if (id === undefined) return undecided("A part of its id is a secret or missing in the state");

  const resource = await readAzureResource(arm, token, id);
  if (resource === undefined) {
    return { action: "clear", operation, reason: "Azure does not have it. The next `pulumi up` creates it" };
  }
  const ownName = String(inputs[pathArguments(azureResourceTypes[token]).at(-1) ?? ""]);
  const createdAt = resource.systemData?.createdAt ?? undefined;
  const differences = isMadeUp(ownName, name) ? [] : timeDifferences(creationWindow(state, operation), createdAt);
  const found = { id, displayName: ownName, createdAt, differences };
  if (differences.length > 0 && !adopt.has(id.toLowerCase())) {
    return undecided("Azure has a resource of this name, but it may have been there before", [found]);
  }
  return { action: "import", operation, found, id, recorded: false, rename: undefined };
}

/** The name of the resource in the program, with the digits that azure-native appends.
 *  Source: https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming */
function isMadeUp(ownName: string, name: string): boolean {
  return ownName.startsWith(name) && /^[0-9a-f]{7,8}$/.test(ownName.slice(name.length));
}
