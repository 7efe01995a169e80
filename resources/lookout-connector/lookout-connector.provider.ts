import { consoleSettings } from "../lookout-settings/console-settings";
import { stateSyncWarning, type LookoutConnectorSettings } from "./lookout-connector.schema";
import type { GatewayConnector } from "../../clients/lookout/gateway-client";
import type { ResourceProvider } from "../provider/provider";
import { createLookoutSettingsProvider } from "../lookout-settings/lookout-settings.provider";

/** Creates the provider of Lookout's connector to Intune. */
export function createLookoutConnectorProvider(): ResourceProvider {
  return createLookoutSettingsProvider<LookoutConnectorSettings>({
    type: "LookoutConnector",
    id: "lookout-intune-connector",
    title: "Lookout's Intune connector",
    ...consoleSettings.LookoutConnector,
    warningOf: (settings) => stateSyncWarning({ ...settings }),
    gateway: (client) => ({
      list: async () =>
        (await client.listConnectors()).map((found) => ({ remoteId: found.id, settings: settingsIn(found) })),
      async get(id) {
        const found = await client.getConnector(id);
        return found === undefined ? undefined : settingsIn(found);
      },
      create: async (settings) => (await client.createConnector(settings)).id,
      replace: (id, settings) => client.replaceConnector(id, settings),
      delete: (id) => client.deleteConnector(id),
    }),
  });
}

function settingsIn(found: GatewayConnector): LookoutConnectorSettings {
  const { heartbeatMinutes, enrollmentGroupNames, deviceStatusSync, threatStatusSync, errorEmail } = found;
  return { heartbeatMinutes, enrollmentGroupNames, deviceStatusSync, threatStatusSync, errorEmail };
}
