import { consoleSettings } from "../lookout-settings/console-settings";
import type { EnrollmentSettings } from "./lookout-enrollment-settings.schema";
import type { ResourceProvider } from "../provider/provider";
import { createLookoutSettingsProvider } from "../lookout-settings/lookout-settings.provider";
import { oneSet } from "../lookout-settings/gateway-target";

/** Creates the provider of Lookout's enrollment settings. */
export function createLookoutEnrollmentSettingsProvider(): ResourceProvider {
  return createLookoutSettingsProvider<EnrollmentSettings>({
    type: "LookoutEnrollmentSettings",
    id: "lookout-enrollment-settings",
    title: "the set of Lookout's enrollment settings",
    ...consoleSettings.LookoutEnrollmentSettings,
    gateway: (client) => oneSet("enrollment-settings", client.enrollmentSettings),
  });
}
