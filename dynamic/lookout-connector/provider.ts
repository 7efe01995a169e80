import { consoleSettings, stateSyncWarning, type LookoutConnectorSettings } from "../../domain";
import type { GatewayConnector } from "../../services/lookout/gateway";
import type { Handler } from "../handler";
import { createLookoutSettingsProvider } from "../lookout-settings/provider";

/** Lookout's side of the connection with Intune. */
export function createLookoutConnectorProvider(): Handler {
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
