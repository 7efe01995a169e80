import type { AddConnectorStep } from "../../model/add-connector-step";
import { actionOrder } from "../../model/integration/order";
import { runbookPreface, type ConsoleTask } from "./task";

/** A section of a runbook: a form of Lookout's console, or adding the connector in Intune. */
export type RunbookSection = { readonly task: ConsoleTask } | { readonly addition: AddConnectorStep };

/** The sections of a runbook, with the connector at its position in `actionOrder`. */
export function runbookSections(
  tasks: readonly ConsoleTask[],
  addition: AddConnectorStep | null,
): readonly RunbookSection[] {
  const sections = tasks.map((task): RunbookSection => ({ task }));
  if (addition === null) return sections;
  const at = tasks.findLastIndex(({ acknowledgedKey }) => precedesConnectorAddition(acknowledgedKey)) + 1;
  return sections.toSpliced(at, 0, { addition });
}

function precedesConnectorAddition(acknowledgedKey: string): boolean {
  const entry = actionOrder.findIndex((action) => "enters" in action && action.enters === acknowledgedKey);
  return entry >= 0 && entry < actionOrder.findIndex(({ id }) => id === "intune-add");
}

/** The title of the runbook. */
export function runbookTitle(tasks: readonly ConsoleTask[], addition: AddConnectorStep | null): string {
  if (addition === null) return "Lookout's console";
  return tasks.length === 0 ? "Intune admin center" : "Lookout's console and the Intune admin center";
}

/** The introduction of the runbook; null if no task concerns Lookout. */
export function prefaceOf(tasks: readonly ConsoleTask[]): string | null {
  return tasks.length === 0 ? null : runbookPreface;
}

/** Follows the steps in Intune. Unlike console settings, they need no acknowledgement. */
export const afterAddition =
  "You do not record this: the next update finds the connector, and sets its toggles once Lookout has made contact.";
