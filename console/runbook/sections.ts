import type { AddConnectorStep } from "../../model/add-connector-step";
import { actionOrder } from "../../model/integration/order";
import { runbookPreface, type ConsoleTask } from "./task";

/** A part of a runbook: a form of Lookout's console, or the connector that is added in Intune. */
export type RunbookSection = { readonly task: ConsoleTask } | { readonly addition: AddConnectorStep };

/** The parts of a runbook, the connector where the order of the integration has it. */
export function runbookSections(
  tasks: readonly ConsoleTask[],
  addition: AddConnectorStep | null,
): readonly RunbookSection[] {
  const sections = tasks.map((task): RunbookSection => ({ task }));
  if (addition === null) return sections;
  const at = tasks.findLastIndex(({ acknowledgedKey }) => comesBeforeAddition(acknowledgedKey)) + 1;
  return sections.toSpliced(at, 0, { addition });
}

function comesBeforeAddition(acknowledgedKey: string): boolean {
  const entry = actionOrder.findIndex((action) => "enters" in action && action.enters === acknowledgedKey);
  return entry >= 0 && entry < actionOrder.findIndex(({ id }) => id === "intune-add");
}

/** What the runbook is about. */
export function runbookTitle(tasks: readonly ConsoleTask[], addition: AddConnectorStep | null): string {
  if (addition === null) return "Lookout's console";
  return tasks.length === 0 ? "Intune admin center" : "Lookout's console and the Intune admin center";
}

/** What belongs at its top; null where it does not concern Lookout. */
export function prefaceOf(tasks: readonly ConsoleTask[]): string | null {
  return tasks.length === 0 ? null : runbookPreface;
}

/** Said after the steps in Intune: unlike in Lookout's console nobody has to record them. */
export const afterAddition =
  "Nothing is to be recorded: the next update sees the connector, and sets its toggles once Lookout has made contact.";
