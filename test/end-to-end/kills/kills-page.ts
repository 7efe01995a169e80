import { format } from "prettier";
import { moments, type Moment, type Outcome, type Write } from "./kill-cycle";

const titles: Readonly<Record<Moment, string>> = {
  unanswered: "Killed before the answer arrives, one operation at a time",
  answered: "Killed when the write is done, as many operations at once as Pulumi runs",
};

/** One line about a kill, for the terminal. */
export function describeOutcome({ request, nth, moment, recovered, problems, seconds }: Outcome): string {
  const how = recovered ? "recover, then up" : "up";
  const result = problems.length === 0 ? "ok" : problems.map((problem) => `\n    ${problem}`).join("");
  return `${moment.padEnd(10)} ${name({ request, nth }).padEnd(76)} ${how.padEnd(16)} ${seconds} s  ${result}`;
}

/** The page of what was measured, `docs/reliability-kills.md`. */
export function writeKillsPage(
  outcomes: readonly Outcome[],
  writes: Readonly<Record<Moment, readonly Write[]>>,
  day: string,
): Promise<string> {
  const failed = outcomes.filter(({ problems }) => problems.length > 0).length;
  const possible = moments.reduce((sum, moment) => sum + writes[moment].length, 0);
  const sections = moments.map((moment) => section(moment, outcomes, writes[moment])).join("\n");
  const text = `# Killed at every write

Measured on ${day} with \`npm run test:kills\`, on the local tenant and with the real engine: ${outcomes.length} of
${possible} kills, ${outcomes.length - failed} as expected, ${failed} not. \`npm test\` runs some of them.

Each row is a stack and a tenant of their own. The stack is \`local\` of this repository, in gateway mode with every part.
\`pulumi up\` runs until the tenant has carried out that write. Then the whole process tree is killed with \`SIGKILL\`. Then:

1. \`pulumi cancel\` releases the lock.
2. If a creation of azuread is pending, \`lookout-intune recover --yes\` looks for the object ([after a killed run](recover.md)).
3. \`pulumi up\` runs to its end. The tenant's objects must equal those of a run that nobody killed, apart from ids and times: no
   second object, nothing unassigned.
4. \`pulumi preview --expect-no-changes\` must show no change.
5. \`pulumi destroy\` runs. The tenant must equal the one before the first run: nothing of the killed run is left. A toggle of the
   connector that is off counts as equal to one that was never on.

${sections}`;
  return format(text, { parser: "markdown", printWidth: 100, proseWrap: "always" });
}

function section(moment: Moment, outcomes: readonly Outcome[], writes: readonly Write[]): string {
  const rows = writes.map((write, index) => {
    const outcome = outcomes.find((one) => one.moment === moment && isSame(one, write));
    return `| ${index + 1} | \`${name(write)}\` | ${commandsOf(outcome)} | ${resultOf(outcome)} |`;
  });
  return [
    `## ${titles[moment]}`,
    "",
    "| Write | Request | Then | Result |",
    "| ---: | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function commandsOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "";
  return outcome.recovered ? "recover, up" : "up";
}

function resultOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "not run";
  return outcome.problems.length === 0 ? "as expected" : outcome.problems.join("<br>").replaceAll("|", "\\|");
}

/** Whether two records are about the same write. */
export function isSame(a: Write, b: Write): boolean {
  return a.request === b.request && a.nth === b.nth;
}

function name({ request, nth }: Write): string {
  return nth === 1 ? request : `${request} #${nth}`;
}
