import { canonicalJson } from "../../model/revision";
import type { FoundBefore } from "../../model/ownership";
import type { GatewayClient } from "../../clients/lookout/gateway-client";
import { asState } from "../provider/state";
import { Claim, type Candidate, type Target } from "../provider/target";
import type { GatewayObject, LookoutSettingsDefinition } from "./lookout-settings.definition";

/** Lookout's settings at the configuration gateway. They cannot carry a mark, so their owner follows from what was
 *  there before the stack. */
export function createGatewayTarget<Settings extends object>(
  definition: LookoutSettingsDefinition<Settings>,
  client: GatewayClient,
  settings: Settings,
  foundBefore?: FoundBefore,
): Target<GatewayObject<Settings>> {
  const { type, title } = definition;
  const objects = definition.gateway(client);

  function findDifferences(actual: GatewayObject<Settings>): { readonly setting: string; readonly text: string }[] {
    const found = new Map<string, unknown>(Object.entries(definition.normalize(actual.settings)));
    return Object.entries(definition.normalize(settings))
      .filter(([setting, desired]) => canonicalJson(found.get(setting)) !== canonicalJson(desired))
      .map(([setting, desired]) => ({
        setting,
        text: `${setting} is ${JSON.stringify(found.get(setting))}, declared as ${JSON.stringify(desired)}`,
      }));
  }

  function claimOf(
    actual: GatewayObject<Settings>,
  ): Pick<Candidate<GatewayObject<Settings>>, "claim" | "before" | "note"> {
    if (findDifferences(actual).length > 0) return { claim: Claim.Other };
    const left = `${type}: ${title} was set by an interrupted run of this stack; it is continued with.`;
    if (foundBefore?.exists === false) return { claim: Claim.Own, note: left };
    const before = foundBefore?.settings;
    if (before !== undefined && canonicalJson(before) !== canonicalJson(actual.settings)) {
      return { claim: Claim.Same, before: { ...before }, note: left };
    }
    return {
      claim: Claim.Same,
      note: `${type}: ${title} is already there with exactly these settings. It is adopted without a change, and removal leaves it as it is.`,
    };
  }

  return {
    words: {
      service: "the gateway",
      what: () => title,
      gone: () => `${title} no longer exists in Lookout`,
      advice: "ask the operator of the gateway",
    },

    find: async () => (await objects.list()).map((actual) => ({ id: actual.remoteId, actual, ...claimOf(actual) })),

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

    async create() {
      const id = await objects.create(settings);
      // What was there before the stack is given back, although it did not show.
      if (objects.isOnlyOne !== true || foundBefore?.settings === undefined) return { id };
      return { id, adopted: true, before: { ...foundBefore.settings } };
    },

    async read(remoteId) {
      const found = await objects.get(remoteId);
      return found === undefined ? undefined : { remoteId, settings: found };
    },

    isOnlyOne: objects.isOnlyOne ?? false,
    createReplaces: objects.isOnlyOne ?? false,
    isListed: async (id) => (await objects.list()).some(({ remoteId }) => remoteId === id),

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
