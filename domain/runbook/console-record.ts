import type { Acknowledgement } from "../acknowledgement";
import { ConsoleStatus } from "../configuration-mode";
import { revisionOf } from "../revision";
import type { ConsoleForm } from "./console-form";
import { writeRunbook } from "./write-runbook";

/** What is known about settings that a person enters. */
export interface ConsoleRecord<Settings> {
  /** Names the settings by their content. */
  readonly revision: string;
  readonly consoleStatus: ConsoleStatus;
  /** What is still to be entered; null when the current revision was acknowledged. */
  readonly runbook: string | null;
  /** The settings that were last acknowledged: what the console is believed to hold. Null before the first time. */
  readonly acknowledgedSettings: Settings | null;
}

/** What was recorded before the present change. */
export interface EarlierRecord<Settings> {
  readonly settings: Settings;
  readonly acknowledgedSettings: Settings | null;
}

/** Judges an acknowledgement. It may name the current revision, the one before the present change, or an older one that
 *  was acknowledged already; in each case those are the settings the console is believed to hold. Settings must be in
 *  their normal form. An acknowledgement that is taken back counts as never given. */
export function recordConsole<Settings extends object>(
  form: ConsoleForm<Settings>,
  desired: Settings,
  acknowledgement: Acknowledgement | undefined,
  earlier?: EarlierRecord<Settings>,
): ConsoleRecord<Settings> {
  const revision = revisionOf(desired);
  if (acknowledgement?.revision === revision) {
    return { revision, consoleStatus: ConsoleStatus.Acknowledged, runbook: null, acknowledgedSettings: desired };
  }
  const acknowledged = acknowledgement === undefined ? null : believed(acknowledgement, earlier);
  // Settings that came back to what was acknowledged leave nothing to change, but somebody has to look.
  const runbook =
    (acknowledged === null ? undefined : writeRunbook(form, revision, desired, acknowledged)) ??
    writeRunbook(form, revision, desired);
  return {
    revision,
    consoleStatus: ConsoleStatus.AwaitingConsole,
    runbook: runbook ?? null,
    acknowledgedSettings: acknowledged,
  };
}

function believed<Settings extends object>(
  acknowledgement: Acknowledgement,
  earlier: EarlierRecord<Settings> | undefined,
): Settings | null {
  if (earlier === undefined) return null;
  if (acknowledgement.revision === revisionOf(earlier.settings)) return earlier.settings;
  return earlier.acknowledgedSettings;
}
