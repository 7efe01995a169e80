import type { GatewayClient, GatewayConnector, GatewaySettings } from "../../clients/lookout/gateway-client";
import type { LookoutConnectorSettings } from "../lookout-connector/lookout-connector.schema";
import type { ConsoleSettingsType } from "./console-settings";
import type { GatewayObjects } from "./lookout-settings.definition";

/** The gateway's API for each of Lookout's settings. */
export const gatewayObjects = {
  LookoutConnector: (client: GatewayClient): GatewayObjects<LookoutConnectorSettings> => ({
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
  LookoutEnrollmentSettings: (client: GatewayClient) => oneSet("enrollment-settings", client.enrollmentSettings),
  LookoutNotificationPreferences: (client: GatewayClient) =>
    oneSet("notification-preferences", client.notificationPreferences),
  LookoutThreatClassifications: (client: GatewayClient) =>
    oneSet("threat-classifications", client.threatClassifications),
} as const satisfies Record<ConsoleSettingsType, (client: GatewayClient) => unknown>;

/** Adapts settings that exist once per tenant. The gateway gives them no id, so `remoteId` is their id. */
function oneSet<Settings>(remoteId: string, settings: GatewaySettings<Settings>): GatewayObjects<Settings> {
  return {
    isOnlyOne: true,
    async list() {
      const found = await settings.get();
      return found === undefined ? [] : [{ remoteId, settings: found }];
    },
    get: () => settings.get(),
    async create(desired) {
      await settings.replace(desired);
      return remoteId;
    },
    replace: (_id, desired) => settings.replace(desired),
    delete: () => settings.delete(),
  };
}

function settingsIn(found: GatewayConnector): LookoutConnectorSettings {
  const { heartbeatMinutes, enrollmentGroupNames, deviceStatusSync, threatStatusSync, errorEmail } = found;
  return { heartbeatMinutes, enrollmentGroupNames, deviceStatusSync, threatStatusSync, errorEmail };
}
