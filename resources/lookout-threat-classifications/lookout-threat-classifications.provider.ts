import { consoleSettings } from "../lookout-settings/console-settings";
import { describeComplianceEffects } from "./compliance-effects";
import type { ThreatClassificationSettings } from "./lookout-threat-classifications.schema";
import type { ResourceProvider } from "../provider/provider";
import { gatewayObjects } from "../lookout-settings/gateway-objects";
import { createLookoutSettingsProvider } from "../lookout-settings/lookout-settings.provider";

/** Creates the provider of the risks of Lookout's threat classifications. */
export function createLookoutThreatClassificationsProvider(): ResourceProvider {
  return createLookoutSettingsProvider<ThreatClassificationSettings>({
    type: "LookoutThreatClassifications",
    id: "lookout-threat-classifications",
    title: "the set of Lookout's threat classifications",
    ...consoleSettings.LookoutThreatClassifications,
    describe: (settings) => ({ complianceEffects: describeComplianceEffects(settings) }),
    gateway: gatewayObjects.LookoutThreatClassifications,
  });
}
