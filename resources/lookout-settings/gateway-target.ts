import { canonicalJson } from "../../model/revision";
import type { GatewayClient, GatewaySettings } from "../../clients/lookout/gateway-client";
import { asState } from "../provider/state";
import { Claim, type Target } from "../provider/target";
import type { GatewayObject, GatewayObjects, LookoutSettingsDefinition } from "./lookout-settings.definition";

/** Lookout's settings at the configuration gateway. If they equal the desired settings, an interrupted run left them,
 *  and adopting them changes nothing. Otherwise, somebody else set them. */
export function createGatewayTarget<Settings extends object>(
  definition: LookoutSettingsDefinition<Settings>,
  client: GatewayClient,
  settings: Settings,
): Target<GatewayObject<Settings>> {
  const { type, title } = definition;
  const objects = definition.gateway(client);

  function findDifferences(actual: GatewayObject<Settings>): { readonly setting: string; readonly text: string }[] {
    const found = new Map<string, unknown>(Object.entries(definition.normalize(actual.settings)));
    return Object.entries(definition.normalize(settings))
      .filter(([setting, desired]) => canonicalJson(found.get(setting)) !== canonicalJson(desired))
      .map(([setting, desired]) => ({
        setting,
        text: `${setting} is ${JSON.stringify(found.get(setting))}, wanted ${JSON.stringify(desired)}`,
      }));
  }

  return {
    words: {
      service: "the gateway",
      what: () => title,
      gone: () => `${title} no longer exists in Lookout`,
      advice: "ask the operator of the gateway",
    },

    async find() {
      return (await objects.list()).map((actual) => {
        const id = actual.remoteId;
        if (findDifferences(actual).length > 0) return { id, actual, claim: Claim.Other };
        const note =
          `${type}: ${title} is already there with exactly these settings. It is taken over without a change, and removal leaves it so ` +
          "(the gateway does not tell whether an interrupted run of this stack made it).";
        return { id, actual, claim: Claim.Same, note };
      });
    },

    refusal(candidates) {
      if (candidates.length > 1) {
        const ids = candidates.map(({ id }) => id).join(", ");
        return `Lookout has ${candidates.length} of ${title} (${ids}), none with these settings; remove all but one, then run this again`;
      }
      const differences = candidates.flatMap(({ actual }) => (actual === undefined ? [] : findDifferences(actual)));
      return (
        `${title} already exists with other settings (${differences.map(({ text }) => text).join("; ")}). Set adopt: true to ` +
        "overwrite them, or remove the existing settings"
      );
    },

    capture: ({ settings: before }) => asState(before),

    create: async () => ({ id: await objects.create(settings) }),

    async read(remoteId) {
      const found = await objects.get(remoteId);
      return found === undefined ? undefined : { remoteId, settings: found };
    },

    changes(actual) {
      const differences = findDifferences(actual);
      if (differences.length === 0) return [];
      const difference = `the gateway accepted the settings, but returns others: ${differences.map(({ text }) => text).join("; ")}`;
      return [{ settings: differences.map(({ setting }) => setting), difference }];
    },

    write: (_change, { remoteId }) => objects.replace(remoteId, settings),

    delete: (remoteId) => objects.delete(remoteId),
  };
}

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
