import { consoleSettings } from "../lookout-settings/console-settings";
import { stateSyncWarning, type LookoutConnectorSettings } from "./lookout-connector.schema";
import type { ResourceProvider } from "../provider/provider";
import { gatewayObjects } from "../lookout-settings/gateway-objects";
import { createLookoutSettingsProvider } from "../lookout-settings/lookout-settings.provider";

/** Creates the provider of Lookout's connector to Intune. */
export function createLookoutConnectorProvider(): ResourceProvider {
  return createLookoutSettingsProvider<LookoutConnectorSettings>({
    type: "LookoutConnector",
    id: "lookout-intune-connector",
    title: "Lookout's Intune connector",
    ...consoleSettings.LookoutConnector,
    warningOf: (settings) => stateSyncWarning({ ...settings }),
    gateway: gatewayObjects.LookoutConnector,
  });
}
