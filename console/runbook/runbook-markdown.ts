import type { AddConnectorStep } from "../../model/add-connector-step";
import { citeLink } from "../../model/guide-links";
import { onOneLine } from "../../model/hidden-characters";
import { lookoutConsoleUrl } from "../../model/lookout-endpoints";
import { afterAddition, prefaceOf, runbookSections, runbookTitle } from "./runbook-sections";
import {
  headingOf,
  introductionOf,
  recordCommands,
  recordTitleOf,
  releasedFieldText,
  showValue,
  stepsByTab,
  type ConsoleTask,
  type TaskStep,
} from "./task";

/** Writes a runbook as Markdown, in the order of the tasks. Set `addition` while Intune's connector is still to be
 *  added. */
export function writeRunbook(tasks: readonly ConsoleTask[], addition: AddConnectorStep | null = null): string {
  const preface = prefaceOf(tasks);
  return [
    `# ${runbookTitle(tasks, addition)}`,
    ...(preface === null ? [] : ["", preface]),
    ...runbookSections(tasks, addition).flatMap((section) =>
      "task" in section ? taskLines(section.task) : additionLines(section.addition),
    ),
    "",
    ...(tasks.length === 0 ? [] : recordLines(tasks)),
  ].join("\n");
}

function recordLines(tasks: readonly ConsoleTask[]): string[] {
  return [
    `## ${recordTitleOf(tasks)}`,
    "",
    "Record it, so that the change is reviewed like code, and run `pulumi up` again:",
    "",
    "```sh",
    ...recordCommands(tasks),
    "```",
    "",
  ];
}

function additionLines({ title, person, url, path, choice, finish, then }: AddConnectorStep): string[] {
  return [
    "",
    `## ${title}`,
    "",
    `1. Sign in to ${url} as ${person}.`,
    `2. Open **${path}**.`,
    `3. Choose **${choice}**, then **${finish}**.`,
    "",
    `${then} ${afterAddition}`,
  ];
}

function taskLines(task: ConsoleTask): string[] {
  return [
    "",
    `## ${headingOf(task)}`,
    "",
    `1. Sign in to ${lookoutConsoleUrl} as ${task.signedInAs}.`,
    `2. Open **${task.path}**.`,
    `3. ${introductionOf(task)}`,
    ...(task.reference === undefined ? [] : ["", `Read first: ${task.reference.title}, ${citeLink(task.reference)}.`]),
    ...stepsByTab(task).flatMap(({ tab, steps }) => [
      "",
      ...(tab === null ? [] : [`### ${onOneLine(tab)}`, ""]),
      ...steps.flatMap(stepLines),
    ]),
    "",
    task.finish,
  ];
}

function stepLines(step: TaskStep): string[] {
  const hint = step.hint === null ? [] : [`  ${step.hint}`];
  const values = changeTexts(step);
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? [`- ${onOneLine(step.label)}: ${only}`, ...hint]
    : [`- ${onOneLine(step.label)}:`, ...values.map((value) => `  - ${value}`), ...hint];
}

function changeTexts({ change }: TaskStep): string[] {
  switch (change.kind) {
    case "enter":
      return change.values.map(valueText);
    case "replace":
      return [`${valueText(change.from)} → ${valueText(change.to)}`];
    case "edit list":
      return [
        ...change.remove.map((value) => `remove ${valueText(value)}`),
        ...change.add.map((value) => `add ${valueText(value)}`),
      ];
    case "release":
      return [`${change.values.map(valueText).join(", ")} ${releasedFieldText}`];
  }
}

function valueText(value: string): string {
  const { shown, note } = showValue(value);
  return codeSpan(shown) + note;
}

/** Formats a value as a code span, unchanged even if it contains backticks. */
export function codeSpan(value: string): string {
  const longest = Math.max(0, ...(value.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || value !== value.trim() ? " " : "";
  return fence + pad + value + pad + fence;
}
