import type { z } from "zod";
import type { Acknowledgement } from "./acknowledgement";
import { lookoutConnectorSchema, normaliseLookoutConnector, stateSyncDefaults } from "./lookout-connector";
import { enrollmentSettingsSchema } from "./lookout-enrollment-settings";
import { normaliseNotificationPreferences, notificationPreferencesSchema } from "./lookout-notification-preferences";
import {
  normaliseThreatClassifications,
  threatClassificationDefaults,
  threatClassificationsSchema,
} from "./lookout-threat-classifications";
import { revisionOf } from "./revision";

/** The sets of settings that a person enters in Lookout's console, with what brings each into its normal form. */
const consoleSettings = {
  LookoutConnector: setOf(lookoutConnectorSchema, stateSyncDefaults, normaliseLookoutConnector),
  LookoutEnrollmentSettings: setOf(enrollmentSettingsSchema, {}, (settings) => settings),
  LookoutNotificationPreferences: setOf(notificationPreferencesSchema, {}, normaliseNotificationPreferences),
  LookoutThreatClassifications: setOf(
    threatClassificationsSchema,
    threatClassificationDefaults,
    normaliseThreatClassifications,
  ),
} as const;
export type ConsoleSettingsType = keyof typeof consoleSettings;
export const consoleSettingsTypes = Object.keys(consoleSettings) as ConsoleSettingsType[];

/** The revision of the settings among a resource's inputs; undefined when they are no valid settings. */
export function consoleRevisionOf(
  type: ConsoleSettingsType,
  inputs: Readonly<Record<string, unknown>>,
): string | undefined {
  return consoleSettings[type](inputs);
}

/** Whether a record names this revision. */
export function acknowledges(
  acknowledgement: Pick<Acknowledgement, "revision"> | undefined,
  revision: string | undefined,
): boolean {
  return revision !== undefined && acknowledgement?.revision === revision;
}

/** Whether a record was made within so many days, and not in the future. Clocks may differ by a day. */
export function isRecent(at: string, now: Date, maximumAgeDays: number): boolean {
  const ageDays = (now.getTime() - Date.parse(at)) / 86_400_000;
  return ageDays >= -1 && ageDays <= maximumAgeDays;
}

function setOf<Schema extends z.ZodObject>(
  schema: Schema,
  defaults: object,
  normalise: (settings: z.output<Schema>) => object,
): (inputs: Readonly<Record<string, unknown>>) => string | undefined {
  const names = Object.keys(schema.shape);
  return (inputs) => {
    const given = names.flatMap((name) =>
      inputs[name] === undefined || inputs[name] === null ? [] : [[name, inputs[name]]],
    );
    const read = schema.safeParse({ ...defaults, ...(Object.fromEntries(given) as object) });
    return read.success ? revisionOf(normalise(read.data)) : undefined;
  };
}
