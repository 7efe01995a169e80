import type { Acknowledgement } from "../../model/acknowledgement";
import { consoleSettingsIn, type ConsoleSettings } from "./console-settings";
import { revisionOf } from "../../model/revision";
import { recordConsole, type ConsoleRecord, type EarlierRecord } from "../../console/runbook/console-record";

type State = Readonly<Record<string, unknown>>;

/** What a resource in console mode will say of the settings among its inputs, over what it said before (its outputs; none
 *  before its creation); undefined when they are no valid settings. */
export function recordDeclared<Settings extends object>(
  console: ConsoleSettings<Settings>,
  inputs: State,
  now: Date,
  outputs?: State,
): ConsoleRecord<Settings> | undefined {
  const settings = consoleSettingsIn(console, inputs);
  if (settings === undefined) return undefined;
  const acknowledgement = (inputs.acknowledgement ?? undefined) as Acknowledgement | undefined;
  const earlier = outputs === undefined ? undefined : earlierRecord(console, outputs);
  return recordConsole(console.form, settings, acknowledgement, now, earlier);
}

/** What outputs say was recorded. Those of older releases are read, too: they kept no time, and the oldest no versions but
 *  the one before the change. */
export function earlierRecord<Settings extends object>(
  console: ConsoleSettings<Settings>,
  outputs: State,
): EarlierRecord<Settings> {
  const { acknowledgedSettings, pendingSettings, revision, pendingSince } = outputs;
  const settings = consoleSettingsIn(console, outputs);
  const versions = Array.isArray(pendingSettings) ? pendingSettings : settings === undefined ? [] : [settings];
  return {
    acknowledgedSettings: isMap(acknowledgedSettings) ? console.normalize(acknowledgedSettings as Settings) : null,
    pendingSettings: versions.map((version) => console.normalize(version as Settings)),
    revision: typeof revision === "string" ? revision : settings === undefined ? "" : revisionOf(settings),
    pendingSince: pendingSince as string | null | undefined,
  };
}

function isMap(value: unknown): boolean {
  return value !== null && typeof value === "object";
}
