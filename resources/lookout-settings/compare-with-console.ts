import { asComparison, type ConsoleTask } from "../../console/runbook/task";
import { isMap } from "../../model/maps";
import { consoleSettings } from "./console-settings";

/** Whether an integration was there before the stack: the baseline found the connector in contact with Lookout. */
export function wasIntegrated(connectorBefore: unknown): boolean {
  return isMap(connectorBefore) && connectorBefore.connected === true;
}

/** The task for an integration that was there before: nobody has to enter what the console holds already. */
export function compareWithConsole(task: ConsoleTask): ConsoleTask {
  const form = Object.values(consoleSettings)
    .map((settings) => settings.form)
    .find(({ acknowledgedKey }) => acknowledgedKey === task.acknowledgedKey);
  return form === undefined ? task : asComparison(task, form);
}
