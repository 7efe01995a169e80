import type { Acknowledgement } from "../../model/acknowledgement";
import { consoleSettingsIn, type ConsoleSettings } from "./console-settings";
import { revisionOf } from "../../model/revision";
import { recordConsole, type ConsoleRecord, type EarlierRecord } from "../../console/runbook/console-record";

type State = Readonly<Record<string, unknown>>;

/** Predicts the outputs of a resource in console mode from its inputs and previous outputs (none before its
 *  creation); undefined if the settings are invalid. */
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

/** Reads the record from a resource's outputs, also those of older releases: they kept no time, and the oldest kept
 *  only one previous version. */
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
