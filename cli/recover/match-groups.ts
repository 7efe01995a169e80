import {
  temporaryNamePrefix,
  type GroupCandidate,
} from "pulumi-lookout-intune/internal/clients/graph/interrupted-groups";
import type { PendingOperation } from "pulumi-lookout-intune/internal/model/interrupted-state";
import { timeDifferences } from "./creation-window";
import type { Candidate, Choices, CreationWindow, Recovery } from "./recovery";

/** A group whose creation is pending, and what Entra has under its name. */
export interface PendingGroup {
  readonly operation: PendingOperation;
  readonly displayName: string;
  readonly window: CreationWindow;
  /** Object ids that may own the new group; undefined if the caller's own is unknown. */
  readonly ownerIds: readonly string[] | undefined;
  /** Groups with exactly this name. */
  readonly named: readonly GroupCandidate[];
}

/** Finds the group of each pending creation: by its name, otherwise among the groups that have a temporary name. Pending
 *  creations that differ only in their names left groups that are alike, so any of these fits each of them. Leaves to the user
 *  what is not certain. */
export function matchGroups(
  pending: readonly PendingGroup[],
  temporary: readonly GroupCandidate[],
  choices: Choices,
): Recovery[] {
  const byName = pending.map((group) => [group, matchName(group, choices)] as const);
  const open = byName.flatMap(([group, recovery]) => (recovery === undefined ? [group] : []));
  const byTemporaryName = matchTemporary(open, temporary, choices);
  return byName.map(([group, recovery]) => recovery ?? byTemporaryName.get(group) ?? nothingFound(group));
}

/** Undefined if no group has the name. */
function matchName(pending: PendingGroup, { adopt }: Choices): Recovery | undefined {
  const candidates = pending.named.map((group) => compare(pending, group));
  const chosen = candidates.filter(({ id }) => adopt.has(id.toLowerCase()));
  const fitting = chosen.length > 0 ? chosen : candidates.filter(fits);
  const [found] = fitting;
  if (found !== undefined && fitting.length === 1) return importGroup(pending, found);
  if (candidates.length === 0) return undefined;
  const reason =
    found === undefined
      ? "A group has the name, but does not look like the one that was being created"
      : `${fitting.length} groups have the name, and each may be the one that was being created`;
  return { action: "undecided", operation: pending.operation, reason, candidates };
}

function matchTemporary(
  open: readonly PendingGroup[],
  temporary: readonly GroupCandidate[],
  { adopt }: Choices,
): Map<PendingGroup, Recovery> {
  const recoveries = new Map<PendingGroup, Recovery>();
  const used = new Set<string>();
  for (const { pending, candidates, overlapping } of groupedByCandidates(open, temporary)) {
    const free = candidates.filter(({ id }) => !used.has(id));
    const chosen = free.filter(({ id }) => adopt.has(id.toLowerCase()));
    const isCertain = !overlapping && free.length <= pending.length && free.every(fits);
    const usable = chosen.length > 0 ? chosen.slice(0, pending.length) : isCertain ? free : [];
    for (const { id } of usable) used.add(id);
    const left = free.filter(({ id }) => !used.has(id));
    pending.forEach((group, index) => {
      const found = usable[index];
      recoveries.set(group, found !== undefined ? importGroup(group, found) : leftOver(group, left));
    });
  }
  return recoveries;
}

/** A creation that got none of the groups with a temporary name. */
function leftOver(pending: PendingGroup, left: readonly Candidate[]): Recovery {
  if (left.length === 0) return nothingFound(pending);
  const reason = left.some(fits)
    ? `${left.length === 1 ? "A group has" : `${left.length} groups have`} a temporary name, and may be the one that was being created`
    : "A group has a temporary name, but does not look like the one that was being created";
  return { action: "undecided", operation: pending.operation, reason, candidates: left };
}

function fits({ differences }: Candidate): boolean {
  return differences.length === 0;
}

interface Alike {
  readonly pending: readonly PendingGroup[];
  readonly candidates: readonly Candidate[];
  /** Whether a candidate also fits a creation that is not alike. */
  readonly overlapping: boolean;
}

/** Puts together the creations that the same groups fit. */
function groupedByCandidates(open: readonly PendingGroup[], temporary: readonly GroupCandidate[]): Alike[] {
  const classes: { readonly pending: PendingGroup[]; readonly candidates: readonly Candidate[] }[] = [];
  for (const pending of open) {
    const candidates = temporaryCandidates(pending, temporary);
    const alike = classes.find((one) => idsOf(one.candidates) === idsOf(candidates));
    if (alike === undefined) classes.push({ pending: [pending], candidates });
    else alike.pending.push(pending);
  }
  return classes.map((one) => ({
    ...one,
    overlapping: classes.some(
      (other) => other !== one && other.candidates.some(({ id }) => one.candidates.some((own) => own.id === id)),
    ),
  }));
}

function idsOf(candidates: readonly Candidate[]): string {
  return candidates.map(({ id }) => id).join(" ");
}

/** The groups that fit, otherwise those that differ only in owner or time. */
function temporaryCandidates(pending: PendingGroup, temporary: readonly GroupCandidate[]): Candidate[] {
  const similar = temporary.filter((group) => settingDifferences(pending, group).length === 0);
  const candidates = similar.map((group) => compare(pending, group));
  const fitting = candidates.filter(fits);
  return fitting.length > 0 ? fitting : candidates;
}

function importGroup({ operation, displayName }: PendingGroup, found: Candidate): Recovery {
  return {
    action: "import",
    operation,
    found,
    id: `/groups/${found.id}`,
    recorded: false,
    rename: found.displayName.startsWith(temporaryNamePrefix) ? displayName : undefined,
  };
}

function nothingFound({ operation }: PendingGroup): Recovery {
  return { action: "clear", operation, reason: "Entra has no group of it. The next `pulumi up` creates it" };
}

function compare(pending: PendingGroup, group: GroupCandidate): Candidate {
  const { id, displayName, createdAt } = group;
  const differences = [
    ...settingDifferences(pending, group),
    ...ownerDifferences(pending, group),
    ...timeDifferences(pending.window, createdAt),
  ];
  return { id, displayName, createdAt, differences };
}

function settingDifferences({ operation: { inputs } }: PendingGroup, group: GroupCandidate): string[] {
  return [
    ...(group.description === (inputs.description ?? "") ? [] : ["its description differs"]),
    ...(group.mailEnabled === (inputs.mailEnabled ?? false) ? [] : ["its mail setting differs"]),
    ...(group.securityEnabled === (inputs.securityEnabled ?? false)
      ? []
      : [group.securityEnabled ? "it is a security group" : "it is no security group"]),
  ];
}

/** A killed creation may not have added all declared owners. */
function ownerDifferences({ ownerIds }: PendingGroup, group: GroupCandidate): string[] {
  if (ownerIds === undefined) return ["its owner could not be compared, because the sign-in shows no object id"];
  const expected = new Set(ownerIds.map((id) => id.toLowerCase()));
  if (group.ownerIds.length === 0) return ["it has no owner"];
  const others = group.ownerIds.filter((id) => !expected.has(id.toLowerCase()));
  return others.length === 0 ? [] : [`it belongs to ${others.join(", ")}`];
}
