import type { InterruptedState, PendingOperation } from "pulumi-lookout-intune/internal/model/interrupted-state";
import type { CreationWindow } from "./recovery";

const minuteMs = 60_000;
/** How far the clocks of this machine and of a service may differ. */
const clockSkewMs = 5 * minuteMs;
/** The azuread provider's deadline for the creation of a group. */
const longestCreationMs = 20 * minuteMs;

/** A child is created after its parent was first recorded, and the state is written when the creation starts. The state has no
 *  time of the operation itself. */
export function creationWindow(
  { createdAt, root, writtenAt }: InterruptedState,
  { parent }: PendingOperation,
): CreationWindow {
  const start = createdAt.get(parent ?? "") ?? createdAt.get(root ?? "");
  return { from: shifted(start, -clockSkewMs), to: shifted(writtenAt, longestCreationMs + clockSkewMs) };
}

function shifted(time: string | undefined, ms: number): string | undefined {
  const parsed = Date.parse(time ?? "");
  return Number.isNaN(parsed) ? undefined : new Date(parsed + ms).toISOString();
}

/** Why an object was not created by the operation; empty if it may have been. */
export function timeDifferences({ from, to }: CreationWindow, createdAt: string | undefined): string[] {
  const created = Date.parse(createdAt ?? "");
  if (Number.isNaN(created)) return ["nothing shows when it was created"];
  if (from !== undefined && created < Date.parse(from)) return ["it is older than the component that declares it"];
  if (to !== undefined && created > Date.parse(to)) return ["it was created after the run was killed"];
  return [];
}
