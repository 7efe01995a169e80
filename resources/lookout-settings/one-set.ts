import type { GatewaySettings } from "../../clients/lookout/gateway-client";
import type { GatewayObjects } from "./lookout-settings.definition";

/** Adapts settings that exist once per tenant. The gateway gives them no id, so `remoteId` is their id. */
export function oneSet<Settings>(remoteId: string, settings: GatewaySettings<Settings>): GatewayObjects<Settings> {
  return {
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
