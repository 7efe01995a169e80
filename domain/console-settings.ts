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
import {
  enrollmentSettingsForm,
  lookoutConnectorForm,
  notificationPreferencesForm,
  threatClassificationsForm,
  type ConsoleField,
  type ConsoleForm,
} from "./runbook";

/** The sets of settings that a person enters in Lookout's console, with what brings each into its normal form, and the form. */
const consoleSettings = {
  LookoutConnector: setOf(lookoutConnectorSchema, stateSyncDefaults, normaliseLookoutConnector, lookoutConnectorForm),
  LookoutEnrollmentSettings: setOf(enrollmentSettingsSchema, {}, (settings) => settings, enrollmentSettingsForm),
  LookoutNotificationPreferences: setOf(
    notificationPreferencesSchema,
    {},
    normaliseNotificationPreferences,
    notificationPreferencesForm,
  ),
  LookoutThreatClassifications: setOf(
    threatClassificationsSchema,
    threatClassificationDefaults,
    normaliseThreatClassifications,
    threatClassificationsForm,
  ),
} as const;
export type ConsoleSettingsType = keyof typeof consoleSettings;
export const consoleSettingsTypes = Object.keys(consoleSettings) as ConsoleSettingsType[];

/** The revision of the settings among a resource's inputs; undefined when they are no valid settings. */
export function consoleRevisionOf(
  type: ConsoleSettingsType,
  inputs: Readonly<Record<string, unknown>>,
): string | undefined {
  return consoleSettings[type].revisionOf(inputs);
}

/** The settings among a resource's inputs as the console's form shows them, field by field; undefined when they are no valid
 *  settings. */
export function consoleFieldsOf(
  type: ConsoleSettingsType,
  inputs: Readonly<Record<string, unknown>>,
): readonly ConsoleField[] | undefined {
  return consoleSettings[type].fieldsOf(inputs);
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

interface ConsoleSet {
  readonly revisionOf: (inputs: Readonly<Record<string, unknown>>) => string | undefined;
  readonly fieldsOf: (inputs: Readonly<Record<string, unknown>>) => readonly ConsoleField[] | undefined;
}

function setOf<Schema extends z.ZodObject, Settings extends object>(
  schema: Schema,
  defaults: object,
  normalise: (settings: z.output<Schema>) => Settings,
  form: ConsoleForm<Settings>,
): ConsoleSet {
  const names = Object.keys(schema.shape);
  const read = (inputs: Readonly<Record<string, unknown>>): Settings | undefined => {
    const given = names.flatMap((name) =>
      inputs[name] === undefined || inputs[name] === null ? [] : [[name, inputs[name]]],
    );
    const parsed = schema.safeParse({ ...defaults, ...(Object.fromEntries(given) as object) });
    return parsed.success ? normalise(parsed.data) : undefined;
  };
  return {
    revisionOf: (inputs) => {
      const settings = read(inputs);
      return settings && revisionOf(settings);
    },
    fieldsOf: (inputs) => {
      const settings = read(inputs);
      return settings && form.fields(settings);
    },
  };
}
