import { z } from "zod";
import { domainsDigest } from "../../model/domain-list";
import {
  maximumInlineDomains,
  threatFeedConsoleNote,
  threatFeedDefaults,
  threatFeedSchema,
} from "./lookout-threat-feed.schema";
import type { ThreatFeed } from "../../clients/lookout/threat-feeds";
import { createLookoutApiService } from "../provider/configuration";
import type { ResourceProvider, State } from "../provider/provider";
import { createResourceProvider } from "../provider/resource-provider";
import { isPresent, pick } from "../provider/state";
import { checkInputs, domainsOf } from "./lookout-threat-feed.inputs";
import { createThreatFeedTarget, type ActualFeed } from "./lookout-threat-feed.target";

// The check adds what stands for the content of a file.
const recordedSchema = threatFeedSchema.extend({
  domainsDigest: z.string().optional(),
  domainsCount: z.number().optional(),
});

/** The provider of Lookout's threat feed: its settings, and domains of which only those that changed are sent. */
export function createLookoutThreatFeedProvider(): ResourceProvider {
  return createResourceProvider({
    type: "LookoutThreatFeed",
    createService: createLookoutApiService,
    schema: recordedSchema,
    applyDefaults: (inputs) => ({ ...threatFeedDefaults, ...inputs }),
    check: checkInputs,
    // A description that is not declared is not managed; where the domains come from, and `adopt`, change nothing in Lookout.
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
      return createThreatFeedTarget(api, desired, () => (domains ??= new Set(domainsOf(desired))));
    },
    adopts: ({ adopt }) => adopt,
    fromActual,
    outputs: ({ id, actual }) => ({
      ...countsOf(actual?.feed),
      feedId: id,
      consoleNote: threatFeedConsoleNote,
      ...(actual === undefined ? { domainsDigest: null, domainsCount: null } : {}),
    }),
    removal: () => "delete",
  });
}

/** The inputs as they would be declared for what Lookout has. Its domains are not read when nothing was uploaded since. */
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
    // No description would mean an unmanaged one, and so no difference.
    ...(isPresent(state.description) ? { description: feed.description ?? "" } : {}),
    ...(unchanged ? {} : domainsFromActual(state, domains ?? (await readDomains()))),
  };
}

function domainsFromActual({ domains }: State, actual: ReadonlySet<string>): State {
  const declared = Array.isArray(domains) ? (domains as readonly string[]) : undefined;
  // In the declared order, so that the difference shows and nothing else.
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
