import { judgeAcknowledgement, type AcknowledgedSettings, type EarlierSettings } from "../acknowledged-settings";
import type { Acknowledgement } from "../acknowledgement";
import { ConsoleStatus } from "../configuration-mode";
import type { ConsoleForm } from "./console-form";
import { writeRunbook } from "./markdown";
import { describeTask, type ConsoleTask } from "./task";

/** What is known about settings that a person enters. */
export interface ConsoleRecord<Settings> extends Omit<AcknowledgedSettings<Settings>, "isAcknowledged"> {
  readonly consoleStatus: ConsoleStatus;
  /** What is still to be entered; null when the current revision was acknowledged. */
  readonly consoleTask: ConsoleTask | null;
  /** The same as Markdown. */
  readonly runbook: string | null;
}

/** Judges an acknowledgement and works out what is left to enter. Settings must be in their normal form. */
export function recordConsole<Settings extends object>(
  form: ConsoleForm<Settings>,
  desired: Settings,
  acknowledgement: Acknowledgement | undefined,
  earlier?: EarlierSettings<Settings>,
): ConsoleRecord<Settings> {
  const { isAcknowledged, ...known } = judgeAcknowledgement(desired, acknowledgement, earlier);
  const consoleTask = isAcknowledged ? null : describeTask(form, known.revision, desired, known.acknowledgedSettings);
  return {
    ...known,
    consoleStatus: isAcknowledged ? ConsoleStatus.Acknowledged : ConsoleStatus.AwaitingConsole,
    consoleTask,
    runbook: consoleTask === null ? null : writeRunbook([consoleTask]),
  };
}
