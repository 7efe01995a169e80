import {
  type AcknowledgedSettings,
  type Acknowledgement,
  type EarlierSettings,
  evaluateAcknowledgement,
} from "../../model/acknowledgement";
import { ConsoleStatus } from "../../model/configuration-mode";
import type { ConsoleForm } from "./console-form";
import { writeRunbook } from "./runbook-markdown";
import { describeTask, type ConsoleTask } from "./task";

/** The state of settings that a person enters in the console. */
export interface ConsoleRecord<Settings> extends Omit<AcknowledgedSettings<Settings>, "isAcknowledged"> {
  readonly consoleStatus: ConsoleStatus;
  /** When the current revision became pending, ISO 8601; null if it is acknowledged. */
  readonly pendingSince: string | null;
  /** What remains to be entered; null if the current revision is acknowledged. */
  readonly consoleTask: ConsoleTask | null;
  /** `consoleTask` as Markdown. */
  readonly runbook: string | null;
}

/** The record before this update. */
export interface EarlierRecord<Settings> extends EarlierSettings<Settings> {
  readonly revision: string;
  /** Null if that revision was acknowledged; undefined in state of releases that kept no time. */
  readonly pendingSince: string | null | undefined;
}

/** Evaluates an acknowledgement and computes what remains to be entered. Settings must be normalized. */
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

/** Keeps the time while the revision stays the same. If no time was kept, the revision counts as pending from now on. */
function pendingSince(
  revision: string,
  now: Date,
  earlier: Pick<EarlierRecord<unknown>, "revision" | "pendingSince"> | undefined,
): string {
  const kept = earlier?.revision === revision ? earlier.pendingSince : undefined;
  return kept ?? now.toISOString();
}
