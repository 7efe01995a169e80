import { recordConsole, type ConsoleRecord, type EarlierRecord } from "../../console/runbook/console-record";
import type { Acknowledgement } from "../../model/acknowledgement";
import { ConsoleStatus } from "../../model/configuration-mode";
import { earlierRecord } from "./declared-record";
import type { State } from "../provider/provider";
import { log } from "../provider/diagnostics";
import { asState } from "../provider/state";
import type { LookoutSettingsDefinition } from "./lookout-settings.definition";

/** The outputs in console mode: the acknowledged settings, and the runbook from there to the desired settings. `olds`
 *  is the previous state; undefined before the creation. */
export function consoleOutputs<Settings extends object>(
  definition: LookoutSettingsDefinition<Settings>,
  settings: Settings,
  acknowledgement: Acknowledgement | undefined,
  olds?: State,
): State {
  const earlier = olds === undefined ? undefined : earlierRecord(definition, olds);
  const record = recordConsole(definition.form, settings, acknowledgement, new Date(), earlier);
  if (earlier !== undefined) logTimeNotKept(definition, earlier, record);
  return { ...asState({ ...definition.describe?.(settings), ...record }), remoteId: null };
}

/** Logs that the waiting time is unknown, because an older release created the revision. */
function logTimeNotKept<Settings extends object>(
  { type }: LookoutSettingsDefinition<Settings>,
  earlier: EarlierRecord<Settings>,
  {
    revision,
    consoleStatus,
    pendingSince,
  }: Pick<ConsoleRecord<Settings>, "revision" | "consoleStatus" | "pendingSince">,
): void {
  if (consoleStatus !== ConsoleStatus.AwaitingConsole) return;
  if (earlier.revision !== revision || earlier.pendingSince !== undefined) return;
  log(
    `${type}: the release that first asked for revision ${revision} did not keep when that was. From now on it counts as waiting since ${String(pendingSince)}.`,
  );
}
