import { consoleSettings, type EnrollmentSettings } from "../../domain";
import type { Handler } from "../handler";
import { createLookoutSettingsHandler } from "../lookout-settings/handler";
import { oneSet } from "../lookout-settings/one-set";

/** Lookout's enrollment settings. */
export function createLookoutEnrollmentSettingsHandler(): Handler {
  return createLookoutSettingsHandler<EnrollmentSettings>({
    type: "LookoutEnrollmentSettings",
    id: "lookout-enrollment-settings",
    title: "the set of Lookout's enrollment settings",
    ...consoleSettings.LookoutEnrollmentSettings,
    gateway: (client) => oneSet("enrollment-settings", client.enrollmentSettings),
  });
}
