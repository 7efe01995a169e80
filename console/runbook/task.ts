import { findUnusableName } from "../../model/group-names";
import { describeHiddenCharacters, findHiddenCharacters, quoteName } from "../../model/hidden-characters";
import type { GuideLink } from "../../model/guide-links";
import { CommandPlaceholder, shellCommand } from "../../model/shell-command";
import type { ConsoleField, ConsoleForm } from "./console-form";

/** Why a person must open a form. */
export const Occasion = {
  /** Nothing is acknowledged yet: enter every field. */
  SetUp: "set up",
  /** Enter only what differs from the acknowledged settings. */
  Change: "change",
  /** The console should already hold these values, but nobody acknowledged them. */
  Review: "look over",
  /** An integration was there before this stack: compare every field, and record what the console holds. */
  Compare: "compare and record",
} as const;
export type Occasion = (typeof Occasion)[keyof typeof Occasion];

/** The change to one field. */
export type FieldChange =
  | { readonly kind: "enter"; readonly values: readonly string[] }
  | { readonly kind: "replace"; readonly from: string; readonly to: string }
  | { readonly kind: "edit list"; readonly remove: readonly string[]; readonly add: readonly string[] }
  /** The field is no longer declared. Its owner decides what it should hold. */
  | { readonly kind: "release"; readonly values: readonly string[] };

export interface TaskStep {
  readonly tab: string | null;
  readonly label: string;
  readonly change: FieldChange;
  readonly hint: string | null;
}

/** What a person must do in one form of Lookout's console. It is plain JSON, so that it can be an output. */
export interface ConsoleTask {
  readonly title: string;
  readonly occasion: Occasion;
  readonly revision: string;
  readonly signedInAs: string;
  readonly path: string;
  /** What to read first. Absent if nothing is needed, and in state of older releases. */
  readonly reference?: GuideLink;
  readonly steps: readonly TaskStep[];
  readonly finish: string;
  readonly acknowledgedKey: string;
}

/** Computes the steps from the acknowledged settings to the desired ones, in the order of the console's tabs. */
export function describeTask<Settings>(
  form: ConsoleForm<Settings>,
  revision: string,
  desired: Settings,
  acknowledged: Settings | null,
): ConsoleTask {
  const desiredFields = form.fields(desired);
  const changes = acknowledged === null ? [] : changesBetween(form.fields(acknowledged), desiredFields);
  const occasion = acknowledged === null ? Occasion.SetUp : changes.length === 0 ? Occasion.Review : Occasion.Change;
  const first = occasion === Occasion.SetUp;
  return {
    title: form.title,
    occasion,
    revision,
    signedInAs: form.signedInAs,
    path: first ? form.firstPath : form.laterPath,
    ...(form.reference && { reference: form.reference }),
    steps: occasion === Occasion.Change ? changes : desiredFields.map(enter),
    finish: first ? form.firstFinish : form.laterFinish,
    acknowledgedKey: form.acknowledgedKey,
  };
}

/** The task for an integration that was there before this stack, whose form is filled in already. */
export function asComparison(task: ConsoleTask, { laterPath, laterFinish }: LaterForm): ConsoleTask {
  if (task.occasion !== Occasion.SetUp) return task;
  const finish = `Where a value differs, declare what the console shows, or change it there. ${laterFinish}`;
  return { ...task, occasion: Occasion.Compare, path: laterPath, finish };
}

type LaterForm = Pick<ConsoleForm<never>, "laterPath" | "laterFinish">;

function enter(field: ConsoleField): TaskStep {
  return step(field, { kind: "enter", values: valuesOf(field) });
}

/** Changed fields in their new order, then the released ones. */
function changesBetween(before: readonly ConsoleField[], after: readonly ConsoleField[]): TaskStep[] {
  const released = before
    .filter((field) => !after.some((other) => isSame(field, other)))
    .map((field) => step(field, { kind: "release", values: valuesOf(field) }));
  const kept = after.flatMap((field) => {
    const old = before.find((other) => isSame(field, other));
    const change = old === undefined ? ({ kind: "enter", values: valuesOf(field) } as const) : changeOf(old, field);
    return change === undefined ? [] : [step(field, change)];
  });
  return [...kept, ...released];
}

function changeOf(old: ConsoleField, desired: ConsoleField): FieldChange | undefined {
  const [before, after] = [valuesOf(old), valuesOf(desired)];
  const remove = before.filter((value) => !after.includes(value));
  const add = after.filter((value) => !before.includes(value));
  if (remove.length === 0 && add.length === 0) return undefined;
  const [from] = before;
  if (typeof desired.value === "string" && from !== undefined) return { kind: "replace", from, to: desired.value };
  return { kind: "edit list", remove, add };
}

function step({ tab, label, hint }: ConsoleField, change: FieldChange): TaskStep {
  return { tab: tab ?? null, label, change, hint: hint ?? null };
}

function isSame(a: ConsoleField, b: ConsoleField): boolean {
  return a.tab === b.tab && a.label === b.label;
}

function valuesOf({ value }: ConsoleField): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

/** A value as a runbook shows it, on one line: exactly, to be copied, with a note where nobody sees what is in it. State of an
 *  older release may have a value with a line break, which no form takes; that one is shown with escapes. */
export function showValue(value: string): { readonly shown: string; readonly note: string } {
  const hidden = findHiddenCharacters(value);
  if (hidden.length === 0) return { shown: value, note: "" };
  const what = describeHiddenCharacters(hidden);
  const isUsable = findUnusableName(value) === undefined;
  return isUsable
    ? { shown: value, note: ` (copy it, never type it: it has ${what})` }
    : { shown: quoteName(value), note: ` (shown with escapes, because it has ${what}; change it before you enter it)` };
}

/** Groups steps by tab, in the order in which the tabs first appear. */
export function stepsByTab({ steps }: ConsoleTask): { readonly tab: string | null; readonly steps: TaskStep[] }[] {
  const tabs = [...new Set(steps.map(({ tab }) => tab))];
  return tabs.map((tab) => ({ tab, steps: steps.filter((one) => one.tab === tab) }));
}

/** The heading of a task. */
export function headingOf({ title, occasion, revision }: ConsoleTask): string {
  return `${title}: ${occasion === Occasion.Review ? "review" : occasion} (revision ${revision})`;
}

/** The sentence before the steps. */
export function introductionOf({ occasion }: ConsoleTask): string {
  switch (occasion) {
    case Occasion.SetUp:
      return "Enter the following.";
    case Occasion.Change:
      return "Change the following, and leave all other fields unchanged.";
    case Occasion.Compare:
      return "An integration was here before this stack, so the form is filled in. Compare it with the following values.";
    case Occasion.Review:
      return "These values were acknowledged before; check that the console still has them.";
  }
}

/** Follows the values of a field that is no longer declared. */
export const releasedFieldText = "is no longer declared here; set the value that you want";

/** The introduction of every runbook. */
export const runbookPreface =
  "Lookout publishes no API that writes these settings, so a person enters them. Nothing below has been sent to Lookout.";

/** The heading over the commands that acknowledge the tasks. */
export function recordTitleOf(tasks: readonly ConsoleTask[]): string {
  return tasks.every(({ occasion }) => occasion === Occasion.Compare)
    ? "After you have compared everything"
    : "After you have entered everything";
}

const enteredBy = new CommandPlaceholder("<who entered it>");
const enteredAt = new CommandPlaceholder("<when, such as 2026-01-31T09:00:00Z>");

/** The commands that acknowledge the tasks. Leaves out what is not safe to paste, which no release writes into a task. */
export function recordCommands(tasks: readonly ConsoleTask[]): string[] {
  return tasks
    .flatMap(({ acknowledgedKey, revision }) => {
      const path = `lookout:acknowledged.${acknowledgedKey}`;
      return [
        shellCommand`pulumi config set --path ${`${path}.revision`} ${revision}`,
        shellCommand`pulumi config set --path ${`${path}.by`} ${enteredBy}`,
        shellCommand`pulumi config set --path ${`${path}.at`} ${enteredAt}`,
      ];
    })
    .filter((command) => command !== undefined);
}
