import type { GatewaySettings } from "../../clients/lookout/gateway";
import type { GatewayObjects } from "./lookout-settings.definition";

/** Settings of which a tenant has one set: the gateway gives it no id, so it goes by the one given here. */
export function oneSet<Settings>(remoteId: string, settings: GatewaySettings<Settings>): GatewayObjects<Settings> {
  return {
    async list() {
      const found = await settings.get();
      return found === undefined ? [] : [{ remoteId, settings: found }];
    },
    get: () => settings.get(),
    async create(wanted) {
      await settings.replace(wanted);
      return remoteId;
    },
    replace: (_id, wanted) => settings.replace(wanted),
    delete: () => settings.delete(),
  };
}
