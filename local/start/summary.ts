import type { PolicyFinding, ResourceOperation, UpdateOutcome } from "./engine-events";
import type { RequestCounts } from "./request-counts";

/** Names and order of the engine's operations. */
const operationNames: readonly (readonly [operation: string, sign: string, word: string])[] = [
  ["create", "+", "created"],
  ["create-replacement", "+", "created as replacement"],
  ["replace", "~", "replaced"],
  ["update", "~", "updated"],
  ["delete", "-", "deleted"],
  ["delete-replaced", "-", "deleted after its replacement"],
  ["read", "=", "read"],
  ["same", "=", "unchanged"],
];

const engineCountsMore = " (Pulumi also counts the stack and its components)";

/** Summary lines of `npm start`. */
export function summarize(
  outcome: UpdateOutcome,
  requests: RequestCounts,
  requestLog: string,
  succeeded: boolean,
): string[] {
  return [
    "Summary",
    ...resourceLines(outcome).map(indent),
    ...policyLines(outcome).map(indent),
    indent(requestLine(requests, requestLog)),
    ...(succeeded ? ["", ...personLines(outcome.nextSteps), "", ...continueLines] : []),
  ];
}

function resourceLines({ operations, onlyPreview }: UpdateOutcome): string[] {
  const failed = operations.filter((operation) => operation.failed);
  if (onlyPreview) return ["Resources: nothing was changed, the preview stopped the update."];
  const done = operations.filter((operation) => !operation.failed);
  if (failed.length === 0 && done.length > 0 && done.every(({ operation }) => operation === "same")) {
    return [`Resources: nothing to change, all ${done.length} are as declared${engineCountsMore}`];
  }
  const counts = operationNames
    .map(([operation, , word]) => [done.filter((one) => one.operation === operation).length, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`);
  if (failed.length > 0) counts.push(`${failed.length} failed`);
  return [
    `Resources: ${counts.length === 0 ? "none" : counts.join(", ")}${engineCountsMore}`,
    ...done.filter(({ operation }) => operation !== "same").map((one) => indent(resourceLine(one))),
    ...failed.map((one) => indent(`! ${one.kind} ${one.name}: ${one.operation} failed`)),
  ];
}

function resourceLine({ operation, kind, name }: ResourceOperation): string {
  const [, sign, word] = operationNames.find(([known]) => known === operation) ?? [operation, " ", operation];
  return `${sign} ${kind} ${name} ${word}`;
}

function policyLines({ rules, findings }: UpdateOutcome): string[] {
  if (rules.length === 0) return ["Policies: none were run."];
  const checked = `Policies: ${rules.length} rules`;
  if (findings.length === 0) return [`${checked}, no violation`];
  return [
    `${checked}, ${findings.length} finding${findings.length === 1 ? "" : "s"}`,
    ...findings.map((one) => indent(findingLine(one))),
  ];
}

function findingLine({ level, rule, resource, message }: PolicyFinding): string {
  return `[${level}] ${rule}${resource === undefined ? "" : ` (${resource})`}: ${message}`;
}

function requestLine({ reads, writes, signIns }: RequestCounts, requestLog: string): string {
  return `Requests to the tenant: ${reads} reads, ${writes} writes, ${signIns} sign-ins; each is a line of ${requestLog}`;
}

function personLines(nextSteps: readonly string[]): string[] {
  if (nextSteps.length === 0) return ["Still to be done by a person: nothing"];
  return [
    "Still to be done by a person",
    ...nextSteps.map((step, index) => indent(`${index + 1}. ${step.trimEnd().replaceAll("\n", "\n     ")}`)),
  ];
}

const continueLines = [
  "How to go on",
  "  npm start                        once more: nothing changes",
  "  npm run local -- preview         what an update would change",
  "  npm run local -- refresh         compare with the tenant, after something was changed there",
  "  npm run local -- stack output    IDs, states, revisions, runbook",
  "  npm run local -- destroy         remove it all; the Intune connector stays, as it was found",
  "  npm run local -- up --stack local-console    after destroy: the same where a person enters Lookout's settings",
];

function indent(line: string): string {
  return `  ${line}`;
}
