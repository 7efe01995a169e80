import { lookoutConsoleUrl } from "../onboarding";
import type { ConsoleField, ConsoleForm } from "./console-form";

/** Writes what a person has to do in Lookout's console, as Markdown: every field when nothing was acknowledged yet, else
 *  only the fields that differ from what was. Undefined when none does. */
export function writeRunbook<Settings>(
  form: ConsoleForm<Settings>,
  revision: string,
  desired: Settings,
  acknowledged?: Settings,
): string | undefined {
  const first = acknowledged === undefined;
  const steps = form.fields.flatMap((field) => {
    const lines = first ? enterLines(field, desired) : changeLines(field, acknowledged, desired);
    return lines.length === 0 ? [] : [{ field, lines }];
  });
  if (steps.length === 0) return undefined;
  const tabs = [...new Set(steps.map(({ field }) => field.tab))];
  return [
    `# ${form.title}: ${first ? "set up" : "change"} (revision ${revision})`,
    "Lookout publishes no API that writes these settings: a person enters them. Nothing below has been sent to Lookout.",
    `1. Sign in to ${lookoutConsoleUrl} as a user with the role Full.`,
    `2. Open **${first ? form.firstPath : form.laterPath}**.`,
    first ? "3. Enter the following." : "3. Change the following; leave every other field as it is.",
    ...tabs.flatMap((tab) => [
      ...(tab === undefined ? [] : [`\n## ${tab}\n`]),
      ...steps.filter(({ field }) => field.tab === tab).flatMap(({ lines }) => lines),
    ]),
    `\n## When everything is entered\n`,
    first ? form.firstFinish : form.laterFinish,
    recordLines(form.acknowledgedKey, revision),
    "",
  ].join("\n");
}

function enterLines<Settings>(field: ConsoleField<Settings>, desired: Settings): string[] {
  return withHint(field, field.values(desired).map(code));
}

function changeLines<Settings>(field: ConsoleField<Settings>, before: Settings, after: Settings): string[] {
  const [old, wanted] = [field.values(before), field.values(after)];
  const removed = old.filter((value) => !wanted.includes(value));
  const added = wanted.filter((value) => !old.includes(value));
  if (removed.length === 0 && added.length === 0) return [];
  const [oldest] = removed;
  const [newest] = added;
  if (old.length === 1 && wanted.length === 1 && oldest !== undefined && newest !== undefined) {
    return withHint(field, [`${code(oldest)} → ${code(newest)}`]);
  }
  return withHint(field, [
    ...removed.map((value) => `remove ${code(value)}`),
    ...added.map((value) => `add ${code(value)}`),
  ]);
}

function withHint<Settings>(field: ConsoleField<Settings>, values: readonly string[]): string[] {
  const hint = field.hint === undefined ? [] : [`  ${field.hint}`];
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? [`- ${field.label}: ${only}`, ...hint]
    : [`- ${field.label}:`, ...values.map((value) => `  - ${value}`), ...hint];
}

function recordLines(key: string, revision: string): string {
  const path = `lookout:acknowledged.${key}`;
  return [
    "Then record it, so that the change is reviewed like code:",
    "",
    "```sh",
    `pulumi config set --path '${path}.revision' ${revision}`,
    `pulumi config set --path '${path}.by' "<who entered it>"`,
    `pulumi config set --path '${path}.at' "<when, such as 2026-01-31T09:00:00Z>"`,
    "```",
  ].join("\n");
}

/** A code span that shows the value letter for letter, also when it holds backticks. */
function code(value: string): string {
  const longest = Math.max(0, ...(value.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || value !== value.trim() ? " " : "";
  return fence + pad + value + pad + fence;
}
