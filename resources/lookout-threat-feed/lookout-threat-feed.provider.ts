import { quoteName } from "../../model/hidden-characters";
import { z } from "zod";
import { ownerShape } from "../../model/ownership";
import { domainsDigest } from "../../model/domain-list";
import {
  maximumInlineDomains,
  threatFeedConsoleNote,
  threatFeedDefaults,
  threatFeedSchema,
} from "./lookout-threat-feed.schema";
import type { ThreatFeed } from "../../clients/lookout/threat-feeds";
import { createLookoutApiService } from "../provider/provider-configuration";
import type { ResourceProvider, State } from "../provider/provider";
import { createResourceProvider } from "../provider/resource-provider";
import { isPresent, pick } from "../provider/state";
import { checkInputs, domainsOf } from "./lookout-threat-feed.inputs";
import { createThreatFeedTarget, descriptionOf, type ActualFeed } from "./lookout-threat-feed.target";

// The check adds the summary of the file's content.
const recordedSchema = threatFeedSchema.extend({
  ...ownerShape,
  domainsDigest: z.string().optional(),
  domainsCount: z.number().optional(),
});

/** Creates the provider of Lookout's threat feed. It sends only the domains that changed. */
export function createLookoutThreatFeedProvider(): ResourceProvider {
  return createResourceProvider({
    type: "LookoutThreatFeed",
    createService: createLookoutApiService,
    schema: recordedSchema,
    applyDefaults: (inputs) => ({ ...threatFeedDefaults, ...inputs }),
    check: checkInputs,
    ignored: Object.keys(ownerShape),
    // Without a declared description, it is not managed. The source of the domains and `adopt` change nothing in
    // Lookout.
    comparable: (desired: z.infer<typeof recordedSchema>, after) => {
      const { title, description, allowAnalysis, domainsDigest } = desired;
      return {
        title,
        allowAnalysis,
        domainsDigest,
        description: isPresent(after.description) ? description : undefined,
      };
    },
    target(api, desired) {
      let domains: ReadonlySet<string> | undefined;
      return createThreatFeedTarget(api, desired, () => (domains ??= new Set(domainsOf(desired))), desired.owner);
    },
    adopts: ({ adopt }) => adopt,
    fromActual,
    outputs: ({ id, actual, adopted }) => ({
      ...countsOf(actual?.feed),
      feedId: id,
      adopted,
      consoleNote: threatFeedConsoleNote,
      ...(actual === undefined ? { domainsDigest: null, domainsCount: null } : {}),
    }),
    removal({ title }, { feedId, adopted }) {
      const name = `the threat feed ${quoteName(title)} (${String(feedId)})`;
      return adopted === true
        ? {
            action: "keep",
            effect: `${name} stays in Lookout with the domains of this stack, because it was adopted and its domains are not kept in state`,
          }
        : { action: "delete", effect: `${name}, which this stack created, is deleted in Lookout with its domains` };
    },
  });
}

/** The inputs for the actual feed. Its domains are read only if there was an upload since the last read. */
async function fromActual(_desired: object, { feed, domains, readDomains }: ActualFeed, state: State): Promise<State> {
  const { title, allowAnalysis } = feed;
  const { elementsCount, elementsUploadedAt } = countsOf(feed);
  const unchanged =
    isPresent(state.domainsDigest) &&
    state.elementsCount === elementsCount &&
    (state.elementsUploadedAt ?? null) === elementsUploadedAt;
  return {
    ...pick(state, Object.keys(recordedSchema.shape)),
    ...{ title, allowAnalysis },
    // Without a description here, it would count as not managed, and drift would not show.
    ...(isPresent(state.description) ? { description: descriptionOf(feed) ?? "" } : {}),
    ...(unchanged ? {} : domainsFromActual(state, domains ?? (await readDomains()))),
  };
}

function domainsFromActual({ domains }: State, actual: ReadonlySet<string>): State {
  const declared = Array.isArray(domains) ? (domains as readonly string[]) : undefined;
  // Keeps the declared order, so that only real differences show.
  const listed = new Set([...(declared ?? []).filter((domain) => actual.has(domain)), ...actual]);
  return {
    ...(declared !== undefined && actual.size <= maximumInlineDomains ? { domains: [...listed] } : {}),
    domainsDigest: domainsDigest(actual),
    domainsCount: actual.size,
  };
}

function countsOf(feed: ThreatFeed | undefined) {
  return { elementsCount: feed?.elementsCount ?? null, elementsUploadedAt: feed?.elementsUploadedAt ?? null };
}
