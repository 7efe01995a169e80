import type { z } from "zod";
import type { Acknowledgement } from "../../model/acknowledgement";
import type { EvidenceSubject } from "../../model/integration/actions";
import {
  lookoutConnectorSchema,
  normalizeLookoutConnector,
  stateSyncDefaults,
} from "../lookout-connector/lookout-connector.schema";
import {
  enrollmentSettingsSchema,
  type EnrollmentSettings,
} from "../lookout-enrollment-settings/lookout-enrollment-settings.schema";
import {
  normalizeNotificationPreferences,
  notificationPreferencesSchema,
} from "../lookout-notification-preferences/lookout-notification-preferences.schema";
import {
  normalizeThreatClassifications,
  threatClassificationDefaults,
  threatClassificationsSchema,
} from "../lookout-threat-classifications/lookout-threat-classifications.schema";
import { revisionOf } from "../../model/revision";
import type { ConsoleField, ConsoleForm } from "../../console/runbook/console-form";
import { lookoutConnectorForm } from "../lookout-connector/lookout-connector.form";
import { enrollmentSettingsForm } from "../lookout-enrollment-settings/lookout-enrollment-settings.form";
import { notificationPreferencesForm } from "../lookout-notification-preferences/lookout-notification-preferences.form";
import { threatClassificationsForm } from "../lookout-threat-classifications/lookout-threat-classifications.form";

/** A set of settings that a person enters in Lookout's console. */
export interface ConsoleSettings<Settings extends object> {
  readonly schema: z.ZodObject & z.ZodType<Settings>;
  readonly defaults: Readonly<Partial<Settings>>;
  /** Normalizes settings, so that equivalent settings are equal. */
  normalize(settings: Settings): Settings;
  readonly form: ConsoleForm<Settings>;
}

/** All console settings, by resource. */
export const consoleSettings = {
  LookoutConnector: {
    schema: lookoutConnectorSchema,
    defaults: stateSyncDefaults,
    normalize: normalizeLookoutConnector,
    form: lookoutConnectorForm,
  },
  LookoutEnrollmentSettings: {
    schema: enrollmentSettingsSchema,
    defaults: {},
    normalize: (settings: EnrollmentSettings) => settings,
    form: enrollmentSettingsForm,
  },
  LookoutNotificationPreferences: {
    schema: notificationPreferencesSchema,
    defaults: {},
    normalize: normalizeNotificationPreferences,
    form: notificationPreferencesForm,
  },
  LookoutThreatClassifications: {
    schema: threatClassificationsSchema,
    defaults: threatClassificationDefaults,
    normalize: normalizeThreatClassifications,
    form: threatClassificationsForm,
  },
} as const;
export type ConsoleSettingsType = keyof typeof consoleSettings;
export const consoleSettingsTypes = Object.keys(consoleSettings) as ConsoleSettingsType[];

/** All console settings, by the key under which they are acknowledged. */
export const consoleSettingsTypeOf = {
  connector: "LookoutConnector",
  enrollmentSettings: "LookoutEnrollmentSettings",
  notificationPreferences: "LookoutNotificationPreferences",
  threatClassifications: "LookoutThreatClassifications",
} as const satisfies Record<EvidenceSubject, ConsoleSettingsType>;

/** The normalized settings in a resource's inputs or outputs; undefined if they are invalid. */
export function consoleSettingsIn<Settings extends object>(
  console: ConsoleSettings<Settings>,
  state: Readonly<Record<string, unknown>>,
): Settings | undefined {
  const { schema, defaults } = console;
  const given = Object.keys(schema.shape).flatMap((name) =>
    state[name] === undefined || state[name] === null ? [] : [[name, state[name]] as const],
  );
  const read = schema.safeParse({ ...defaults, ...Object.fromEntries(given) });
  return read.success ? console.normalize(read.data) : undefined;
}

/** The revision of the settings in a resource's inputs; undefined if they are invalid. */
export function consoleRevisionOf(
  type: ConsoleSettingsType,
  inputs: Readonly<Record<string, unknown>>,
): string | undefined {
  const settings = consoleSettingsIn<object>(consoleSettings[type], inputs);
  return settings === undefined ? undefined : revisionOf(settings);
}

/** The fields of the console's form for the settings in a resource's inputs; undefined if they are invalid. */
export function consoleFieldsOf(
  type: ConsoleSettingsType,
  inputs: Readonly<Record<string, unknown>>,
): readonly ConsoleField[] | undefined {
  const console: ConsoleSettings<object> = consoleSettings[type];
  const settings = consoleSettingsIn(console, inputs);
  return settings && console.form.fields(settings);
}

/** Whether an acknowledgement names this revision. */
export function acknowledges(
  acknowledgement: Pick<Acknowledgement, "revision"> | undefined,
  revision: string | undefined,
): boolean {
  return revision !== undefined && acknowledgement?.revision === revision;
}

/** Whether a time lies within the last `maximumAgeDays` days and not in the future. Clocks may differ by a day. */
export function isRecent(at: string, now: Date, maximumAgeDays: number): boolean {
  const ageDays = (now.getTime() - Date.parse(at)) / 86_400_000;
  return ageDays >= -1 && ageDays <= maximumAgeDays;
}
