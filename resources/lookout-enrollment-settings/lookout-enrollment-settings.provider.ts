import { consoleSettings } from "../lookout-settings/console-settings";
import type { EnrollmentSettings } from "./lookout-enrollment-settings.schema";
import type { ResourceProvider } from "../provider/provider";
import { gatewayObjects } from "../lookout-settings/gateway-objects";
import { createLookoutSettingsProvider } from "../lookout-settings/lookout-settings.provider";

/** Creates the provider of Lookout's enrollment settings. */
export function createLookoutEnrollmentSettingsProvider(): ResourceProvider {
  return createLookoutSettingsProvider<EnrollmentSettings>({
    type: "LookoutEnrollmentSettings",
    id: "lookout-enrollment-settings",
    title: "the set of Lookout's enrollment settings",
    ...consoleSettings.LookoutEnrollmentSettings,
    gateway: gatewayObjects.LookoutEnrollmentSettings,
  });
}
