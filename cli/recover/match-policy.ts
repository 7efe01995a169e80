import type { PendingOperation } from "pulumi-lookout-intune/internal/model/interrupted-state";
import type { ListedConditionalAccessPolicy } from "pulumi-lookout-intune/internal/clients/graph/conditional-access-policies";
import { timeDifferences } from "./creation-window";
import type { Candidate, Choices, CreationWindow, Recovery } from "./recovery";

/** Finds the Conditional Access policy of a pending creation among those with its name. Entra accepts several policies of one
 *  name, and the azuread provider never renames one. */
export function matchPolicy(
  operation: PendingOperation,
  window: CreationWindow,
  named: readonly ListedConditionalAccessPolicy[],
  { adopt }: Choices,
): Recovery {
  const candidates = named.map(({ id, displayName, state, createdAt }): Candidate => {
    const stateDiffers = state === operation.inputs.state ? [] : [`its state is ${state}`];
    return { id, displayName, createdAt, differences: [...stateDiffers, ...timeDifferences(window, createdAt)] };
  });
  const chosen = candidates.filter(({ id }) => adopt.has(id.toLowerCase()));
  const fitting = chosen.length > 0 ? chosen : candidates.filter(({ differences }) => differences.length === 0);
  const [found] = fitting;
  if (found !== undefined && fitting.length === 1) {
    const id = `/identity/conditionalAccess/policies/${found.id}`;
    return { action: "import", operation, found, id, recorded: false, rename: undefined };
  }
  if (candidates.length === 0) {
    return { action: "clear", operation, reason: "Entra has no policy of it. The next `pulumi up` creates it" };
  }
  const reason =
    found === undefined
      ? "A policy has the name, but does not look like the one that was being created"
      : `${fitting.length} policies have the name, and each may be the one that was being created`;
  return { action: "undecided", operation, reason, candidates };
}
