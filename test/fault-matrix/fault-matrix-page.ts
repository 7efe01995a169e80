import { format } from "prettier";
import { isGood, nameOf, operations, verdicts, type Outcome, type Verdict } from "./matrix-cell";
import { matrixFaults } from "./matrix-faults";
import type { RequestCounts } from "./run-matrix";

/** How the page calls a verdict. */
const titles: Readonly<Record<Verdict, string>> = {
  right: "Right",
  repaired: "Clear, repaired",
  unclear: "Unclear",
  person: "Needs a person",
  wrong: "Wrong",
  lost: "Lost",
  duplicated: "Duplicated",
  credential: "Credential shown",
};

/** The page of what was measured, `docs/reliability.md`. */
export function writeMatrixPage(
  outcomes: readonly Outcome[],
  requests: ReadonlyMap<string, RequestCounts>,
  day: string,
): Promise<string> {
  const counted = verdicts.map((verdict) => `${count(outcomes, verdict)} ${titles[verdict].toLowerCase()}`).join(", ");
  const targets = [...requests.keys()].toSorted();
  const text = `# Faults at every request

Measured on ${day} with \`npm run test:faults\`: ${outcomes.length} cells, ${counted}. \`npm test\` runs a fixed
sample. What happens to a run that is killed is in [reliability-kills.md](reliability-kills.md).

A cell is one resource, one operation, one of its requests, one fault, and whether the fault happens once or at that and every later
request of the same method and path. Then:

1. The operation runs with the fault. If it reports success, the tenant's objects must equal those of a run without a fault. If it
   fails, its message must be readable and hold no credential.
2. The fault ends, and the next \`pulumi up\` runs (after a failed destroy, the next destroy). The objects must now equal those of a run
   without a fault: none missing, none twice, none with other settings.
3. \`pulumi refresh\` and \`pulumi up\` run, then \`pulumi destroy\`. The tenant must equal one that was set up and removed without a fault.

**What is real.** The resources' providers, their clients, and HTTPS to the local tenant; a server in front of the tenant makes the
faults.

**What is not.** Pulumi's engine is emulated: which calls it makes, and which state it keeps after a failure
(\`test/fault-matrix/emulated-engine.ts\`). [The kills](reliability-kills.md) run in the real one. The clock of the process runs 100
times as fast, so a pause of two minutes takes a second. The limits of a connection keep the machine's time, except for an answer
that trickles.

**Adopt** is a creation that takes over what somebody else made, and **give back** the removal after it, which restores that. The requests of the sign-in are tried with one resource of each service, at
its creation and deletion. A source of evidence that could not be read is recorded as that, and counts as right.
A fault is left out where it cannot happen: a body that is not there is not cut, a list without entries has none twice.

| Verdict | Meaning |
| --- | --- |
| ${titles.right} | The operation succeeded, and everything is as without the fault. |
| ${titles.repaired} | The operation said what went wrong, and the next run made everything as without the fault. |
| ${titles.unclear} | The message is no text for people. |
| ${titles.person} | The next run, the refresh after it or the destroy fails. |
| ${titles.wrong} | Settings differ although success was reported, or the operation does not end. |
| ${titles.lost} | An object is missing, or left behind without a record. |
| ${titles.duplicated} | An object is there twice. |
| ${titles.credential} | A secret is in a message or in the state. |

## By resource

The numbers under the operations are the requests that each sends to its service. A resource without requests has no cells.

| Resource | ${operations.map(capitalized).join(" | ")} | Cells | ${verdicts.map((verdict) => titles[verdict]).join(" | ")} |
| --- | ${operations.map(() => "---:").join(" | ")} | ---: | ${verdicts.map(() => "---:").join(" | ")} |
${targets
  .map((target) => {
    const sent = operations.map((operation) => requests.get(target)?.[operation] ?? 0).join(" | ");
    return `| ${target} | ${sent} | ${countsOf(outcomes.filter((one) => one.target === target))} |`;
  })
  .join("\n")}

## By fault

| Fault | What happens | Cells | ${verdicts.map((verdict) => titles[verdict]).join(" | ")} |
| --- | --- | ---: | ${verdicts.map(() => "---:").join(" | ")} |
${matrixFaults
  .map(({ name, what }) => `| ${name} | ${what} | ${countsOf(outcomes.filter(({ fault }) => fault === name))} |`)
  .join("\n")}
${exceptions(outcomes)}`;
  return format(text, { parser: "markdown", printWidth: 100, proseWrap: "always" });
}

/** One line about a cell, for the terminal. */
export function describeOutcome(outcome: Outcome): string {
  const problems = outcome.problems.map((problem) => `\n    ${problem}`).join("");
  return `${titles[outcome.verdict]}: ${nameOf(outcome)}${problems}`;
}

function exceptions(outcomes: readonly Outcome[]): string {
  const bad = outcomes.filter(({ verdict }) => !isGood(verdict));
  if (bad.length === 0) return "";
  const rows = bad.map((outcome) => {
    const text = outcome.problems.join("<br>").replaceAll("|", "\\|").replaceAll("<id>", "id");
    return `| ${nameOf(outcome)} | ${titles[outcome.verdict]} | ${text} |`;
  });
  return ["", "## What was not as it should be", "", "| Cell | Verdict | |", "| --- | --- | --- |", ...rows, ""].join(
    "\n",
  );
}

function countsOf(outcomes: readonly Outcome[]): string {
  return [outcomes.length, ...verdicts.map((verdict) => count(outcomes, verdict))].join(" | ");
}

function count(outcomes: readonly Outcome[], wanted: Verdict): number {
  return outcomes.filter(({ verdict }) => verdict === wanted).length;
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
