import { consoleSettings, describeComplianceEffects, type ThreatClassificationSettings } from "../../domain";
import type { Handler } from "../handler";
import { createLookoutSettingsProvider } from "../lookout-settings/provider";
import { oneSet } from "../lookout-settings/one-set";

/** The risks of Lookout's threat classifications. */
export function createLookoutThreatClassificationsProvider(): Handler {
  return createLookoutSettingsProvider<ThreatClassificationSettings>({
    type: "LookoutThreatClassifications",
    id: "lookout-threat-classifications",
    title: "the set of Lookout's threat classifications",
    ...consoleSettings.LookoutThreatClassifications,
    describe: (settings) => ({ complianceEffects: describeComplianceEffects(settings) }),
    gateway: (client) => oneSet("threat-classifications", client.threatClassifications),
  });
}
