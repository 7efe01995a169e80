import {
  evaluateAcknowledgement,
  type AcknowledgedSettings,
  type EarlierSettings,
} from "../../model/acknowledged-settings";
import type { Acknowledgement } from "../../model/acknowledgement";
import { ConsoleStatus } from "../../model/configuration-mode";
import type { ConsoleForm } from "./console-form";
import { writeRunbook } from "./markdown";
import { describeTask, type ConsoleTask } from "./task";

/** What is known about settings that a person enters. */
export interface ConsoleRecord<Settings> extends Omit<AcknowledgedSettings<Settings>, "isAcknowledged"> {
  readonly consoleStatus: ConsoleStatus;
  /** Since when the current revision waits to be entered and recorded, ISO 8601; null when it was acknowledged. */
  readonly pendingSince: string | null;
  /** What is still to be entered; null when the current revision was acknowledged. */
  readonly consoleTask: ConsoleTask | null;
  /** The same as Markdown. */
  readonly runbook: string | null;
}

/** What was recorded before the present change. */
export interface EarlierRecord<Settings> extends EarlierSettings<Settings> {
  readonly revision: string;
  /** Null when that revision was acknowledged; undefined when the release that recorded it kept no time. */
  readonly pendingSince: string | null | undefined;
}

/** Judges an acknowledgement and works out what is left to enter. Settings must be in their normal form. */
export function recordConsole<Settings extends object>(
  form: ConsoleForm<Settings>,
  desired: Settings,
  acknowledgement: Acknowledgement | undefined,
  now: Date,
  earlier?: EarlierRecord<Settings>,
): ConsoleRecord<Settings> {
  const { isAcknowledged, ...known } = evaluateAcknowledgement(desired, acknowledgement, earlier);
  const consoleTask = isAcknowledged ? null : describeTask(form, known.revision, desired, known.acknowledgedSettings);
  return {
    ...known,
    consoleStatus: isAcknowledged ? ConsoleStatus.Acknowledged : ConsoleStatus.AwaitingConsole,
    pendingSince: isAcknowledged ? null : pendingSince(known.revision, now, earlier),
    consoleTask,
    runbook: consoleTask === null ? null : writeRunbook([consoleTask]),
  };
}

/** Kept while the revision stays. A time that nobody kept is not made up: the revision then waits from now on. */
function pendingSince(
  revision: string,
  now: Date,
  earlier: Pick<EarlierRecord<unknown>, "revision" | "pendingSince"> | undefined,
): string {
  const kept = earlier?.revision === revision ? earlier.pendingSince : undefined;
  return kept ?? now.toISOString();
}
