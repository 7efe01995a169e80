import { consoleSettings, type EnrollmentSettings } from "../../domain";
import type { Handler } from "../handler";
import { createLookoutSettingsProvider } from "../lookout-settings/provider";
import { oneSet } from "../lookout-settings/one-set";

/** Lookout's enrollment settings. */
export function createLookoutEnrollmentSettingsProvider(): Handler {
  return createLookoutSettingsProvider<EnrollmentSettings>({
    type: "LookoutEnrollmentSettings",
    id: "lookout-enrollment-settings",
    title: "the set of Lookout's enrollment settings",
    ...consoleSettings.LookoutEnrollmentSettings,
    gateway: (client) => oneSet("enrollment-settings", client.enrollmentSettings),
  });
}
