import { enrollmentSettingsForm, enrollmentSettingsSchema, type EnrollmentSettings } from "../../domain";
import type { Handler } from "../handler";
import { createLookoutSettingsHandler } from "../lookout-settings/handler";

/** A tenant has one set of enrollment settings, so the gateway gives it no id of its own. */
const remoteId = "enrollment-settings";

/** Lookout's enrollment settings. */
export function createLookoutEnrollmentSettingsHandler(): Handler {
  return createLookoutSettingsHandler<EnrollmentSettings>({
    type: "LookoutEnrollmentSettings",
    id: "lookout-enrollment-settings",
    title: "the set of Lookout's enrollment settings",
    schema: enrollmentSettingsSchema,
    defaults: {},
    normalise: (settings) => settings,
    form: enrollmentSettingsForm,
    gateway: (client) => ({
      async list() {
        const settings = await client.getEnrollmentSettings();
        return settings === undefined ? [] : [{ remoteId, settings }];
      },
      get: () => client.getEnrollmentSettings(),
      async create(settings) {
        await client.replaceEnrollmentSettings(settings);
        return remoteId;
      },
      replace: (_id, settings) => client.replaceEnrollmentSettings(settings),
      delete: () => client.deleteEnrollmentSettings(),
    }),
  });
}
