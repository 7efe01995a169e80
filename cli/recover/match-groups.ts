import {
  temporaryNamePrefix,
  type GroupCandidate,
} from "pulumi-lookout-intune/internal/clients/graph/interrupted-groups";
import type { PendingOperation } from "pulumi-lookout-intune/internal/model/interrupted-state";
import { timeDifferences } from "./creation-window";
import type { Candidate, Choices, CreationWindow, Recovery } from "./recovery";

/** A group whose creation is pending, and what Entra has under its name. */
export interface WantedGroup {
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
  wanted: readonly WantedGroup[],
  temporary: readonly GroupCandidate[],
  choices: Choices,
): Recovery[] {
  const byName = wanted.map((group) => [group, matchName(group, choices)] as const);
  const open = byName.flatMap(([group, recovery]) => (recovery === undefined ? [group] : []));
  const byTemporaryName = matchTemporary(open, temporary, choices);
  return byName.map(([group, recovery]) => recovery ?? byTemporaryName.get(group) ?? nothingFound(group));
}

/** Undefined if no group has the name. */
function matchName(wanted: WantedGroup, { adopt }: Choices): Recovery | undefined {
  const candidates = wanted.named.map((group) => compare(wanted, group));
  const chosen = candidates.filter(({ id }) => adopt.has(id.toLowerCase()));
  const fitting = chosen.length > 0 ? chosen : candidates.filter(fits);
  const [found] = fitting;
  if (found !== undefined && fitting.length === 1) return take(wanted, found);
  if (candidates.length === 0) return undefined;
  const reason =
    found === undefined
      ? "A group has the name, but does not look like the one that was being created"
      : `${fitting.length} groups have the name, and each may be the one that was being created`;
  return { action: "undecided", operation: wanted.operation, reason, candidates };
}

function matchTemporary(
  open: readonly WantedGroup[],
  temporary: readonly GroupCandidate[],
  { adopt }: Choices,
): Map<WantedGroup, Recovery> {
  const recoveries = new Map<WantedGroup, Recovery>();
  const taken = new Set<string>();
  for (const { wanted, candidates, overlapping } of groupedByCandidates(open, temporary)) {
    const free = candidates.filter(({ id }) => !taken.has(id));
    const chosen = free.filter(({ id }) => adopt.has(id.toLowerCase()));
    const isCertain = !overlapping && free.length <= wanted.length && free.every(fits);
    const usable = chosen.length > 0 ? chosen.slice(0, wanted.length) : isCertain ? free : [];
    for (const { id } of usable) taken.add(id);
    const left = free.filter(({ id }) => !taken.has(id));
    wanted.forEach((group, index) => {
      const found = usable[index];
      recoveries.set(group, found !== undefined ? take(group, found) : leftOver(group, left));
    });
  }
  return recoveries;
}

/** A creation that got none of the groups with a temporary name. */
function leftOver(wanted: WantedGroup, left: readonly Candidate[]): Recovery {
  if (left.length === 0) return nothingFound(wanted);
  const reason = left.some(fits)
    ? `${left.length === 1 ? "A group has" : `${left.length} groups have`} a temporary name, and may be the one that was being created`
    : "A group has a temporary name, but does not look like the one that was being created";
  return { action: "undecided", operation: wanted.operation, reason, candidates: left };
}

function fits({ differences }: Candidate): boolean {
  return differences.length === 0;
}

interface Alike {
  readonly wanted: readonly WantedGroup[];
  readonly candidates: readonly Candidate[];
  /** Whether a candidate also fits a creation that is not alike. */
  readonly overlapping: boolean;
}

/** Puts together the creations that the same groups fit. */
function groupedByCandidates(open: readonly WantedGroup[], temporary: readonly GroupCandidate[]): Alike[] {
  const classes: { readonly wanted: WantedGroup[]; readonly candidates: readonly Candidate[] }[] = [];
  for (const wanted of open) {
    const candidates = temporaryCandidates(wanted, temporary);
    const alike = classes.find((one) => idsOf(one.candidates) === idsOf(candidates));
    if (alike === undefined) classes.push({ wanted: [wanted], candidates });
    else alike.wanted.push(wanted);
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
function temporaryCandidates(wanted: WantedGroup, temporary: readonly GroupCandidate[]): Candidate[] {
  const similar = temporary.filter((group) => settingDifferences(wanted, group).length === 0);
  const candidates = similar.map((group) => compare(wanted, group));
  const fitting = candidates.filter(fits);
  return fitting.length > 0 ? fitting : candidates;
}

function take({ operation, displayName }: WantedGroup, found: Candidate): Recovery {
  return {
    action: "import",
    operation,
    found,
    id: `/groups/${found.id}`,
    recorded: false,
    rename: found.displayName.startsWith(temporaryNamePrefix) ? displayName : undefined,
  };
}

function nothingFound({ operation }: WantedGroup): Recovery {
  return { action: "clear", operation, reason: "Entra has no group of it. The next `pulumi up` creates it" };
}

function compare(wanted: WantedGroup, group: GroupCandidate): Candidate {
  const { id, displayName, createdAt } = group;
  const differences = [
    ...settingDifferences(wanted, group),
    ...ownerDifferences(wanted, group),
    ...timeDifferences(wanted.window, createdAt),
  ];
  return { id, displayName, createdAt, differences };
}

function settingDifferences({ operation: { inputs } }: WantedGroup, group: GroupCandidate): string[] {
  return [
    ...(group.description === (inputs.description ?? "") ? [] : ["its description differs"]),
    ...(group.mailEnabled === (inputs.mailEnabled ?? false) ? [] : ["its mail setting differs"]),
    ...(group.securityEnabled === (inputs.securityEnabled ?? false)
      ? []
      : [group.securityEnabled ? "it is a security group" : "it is no security group"]),
  ];
}

/** A killed creation may not have added all declared owners. */
function ownerDifferences({ ownerIds }: WantedGroup, group: GroupCandidate): string[] {
  if (ownerIds === undefined) return ["its owner could not be compared, because the sign-in shows no object id"];
  const expected = new Set(ownerIds.map((id) => id.toLowerCase()));
  if (group.ownerIds.length === 0) return ["it has no owner"];
  const others = group.ownerIds.filter((id) => !expected.has(id.toLowerCase()));
  return others.length === 0 ? [] : [`it belongs to ${others.join(", ")}`];
}
