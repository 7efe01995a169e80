import type { ThreatFeedSettings } from "./lookout-threat-feed.schema";
import type { LookoutApi } from "../../clients/lookout/lookout-api";
import {
  createThreatFeed,
  deleteThreatFeed,
  getThreatFeed,
  getThreatFeedDomains,
  listThreatFeedIds,
  listThreatFeeds,
  putThreatFeed,
  type ThreatFeed,
} from "../../clients/lookout/threat-feeds";
import { quoteName } from "../../model/hidden-characters";
import { splitMark, withMark } from "../../model/ownership";
import { Claim, type Candidate, type Change, type Target } from "../provider/target";
import { uploadChanges } from "./upload";

/** The actual feed in Lookout. */
export interface ActualFeed {
  readonly feed: ThreatFeed;
  /** Its domains; undefined until they are read. */
  readonly domains: ReadonlySet<string> | undefined;
  readonly readDomains: () => Promise<ReadonlySet<string>>;
}

type FeedChange = Change & { readonly writes: "settings" | "domains" };

/** Lookout's threat feed; Lookout allows one per enterprise. Its changes are uploads of the differences, so the
 *  domains are read before a change. They are not read again if Lookout's count matches afterwards. */
export function createThreatFeedTarget(
  api: LookoutApi,
  { title, description, allowAnalysis }: ThreatFeedSettings,
  desiredDomains: () => ReadonlySet<string>,
  owner?: string,
): Target<ActualFeed, FeedChange> {
  const settings = { title, ...(description === undefined ? {} : { description }), allowAnalysis };
  /** The feed's domains after this run's upload. */
  let left: ReadonlySet<string> | undefined;

  function describe(feed: ThreatFeed, domains: ReadonlySet<string> | undefined): ActualFeed {
    return { feed, domains, readDomains: () => getThreatFeedDomains(api, feed.feedId) };
  }

  return {
    words: {
      service: "Lookout",
      what: (id) => `the feed ${quoteName(title)} (${id})`,
      gone: (id) => `Lookout no longer has the feed ${id}`,
      advice: "run this again, and check whether something else writes to the feed",
    },

    async find() {
      // Fail before the first write if the file changed since the check.
      desiredDomains();
      const feeds = await listThreatFeeds(api);
      return feeds.map((feed) => ({
        id: feed.feedId,
        actual: describe(feed, undefined),
        ...claimOf(feed, title, owner),
      }));
    },

    refusal(candidates, adopt) {
      const feeds = candidates.flatMap(({ actual }) => (actual === undefined ? [] : [actual.feed])).map(nameOf);
      return adopt
        ? `LookoutThreatFeed: Lookout has ${feeds.join(" and ")}, and adopt: true does not name the one to adopt. ` +
            "Set title to the title of that feed, or delete the others."
        : `LookoutThreatFeed: Lookout already has ${feeds.join(" and ")}, and allows one feed per enterprise (according to third-party ` +
            "documentation). Set adopt: true to adopt it, which replaces its title and its domains with the declared ones; " +
            "or delete it with DELETE /mgmt/threat-feeds/api/v1/threat-feeds/{feedId}, then run this again.";
    },

    async create() {
      const feedId = await createThreatFeed(api, marked(settings, owner));
      left = new Set();
      const feed = { feedId, title, description, allowAnalysis, elementsCount: 0, elementsUploadedAt: undefined };
      return { id: feedId, actual: describe(feed, left) };
    },

    async read(id) {
      const feed = await getThreatFeed(api, id);
      if (feed === undefined) return undefined;
      // Lookout's count may lag behind; its list is authoritative.
      const agrees = left === undefined || left.size === feed.elementsCount;
      return describe(feed, agrees ? left : await getThreatFeedDomains(api, id));
    },

    isListed: async (id) => (await listThreatFeedIds(api)).includes(id),

    changes({ feed, domains }) {
      const changes: FeedChange[] = [];
      if (!hasSettings(feed, settings)) {
        const { title, description, allowAnalysis } = feed;
        const difference =
          `title, description and allowAnalysis were sent to the feed ${feed.feedId}, but Lookout still has ` +
          JSON.stringify({ title, description, allowAnalysis });
        changes.push({ writes: "settings", settings: Object.keys(settings), difference });
      }
      const difference = describeDifference(domains, desiredDomains());
      if (difference !== undefined) changes.push({ writes: "domains", settings: ["domains"], difference });
      return changes;
    },

    async write({ writes }, { feed, domains, readDomains }) {
      if (writes === "settings") {
        // Lookout does not document whether a PUT keeps or removes properties that are left out.
        const { owner: markedOwner } = splitMark(feed.description);
        const sent = description === undefined ? settings : marked(settings, markedOwner);
        return putThreatFeed(api, feed.feedId, { description: feed.description, ...sent });
      }
      const desired = desiredDomains();
      await uploadChanges(api, feed.feedId, domains ?? (await readDomains()), desired);
      left = desired;
    },

    delete: (id) => deleteThreatFeed(api, id),
  };
}

function claimOf(
  feed: ThreatFeed,
  title: string,
  owner: string | undefined,
): Pick<Candidate<ActualFeed>, "claim" | "note"> {
  if (owner !== undefined && splitMark(feed.description).owner === owner) {
    const note = `LookoutThreatFeed: ${nameOf(feed)}, was created by an interrupted run of this stack; it is continued with.`;
    return { claim: Claim.Own, note };
  }
  return { claim: feed.title === title ? Claim.Named : Claim.Other };
}

/** Longest description that Lookout accepts. */
const longestDescription = 255;

/** The settings, with the owner's mark at the end of the description if it fits. */
function marked(settings: ThreatFeedSettings, owner: string | undefined): ThreatFeedSettings {
  if (owner === undefined) return settings;
  const description = withMark(settings.description, owner, " ");
  return description.length > longestDescription ? settings : { ...settings, description };
}

/** The feed's description without the mark; undefined if there is none. */
export function descriptionOf({ description }: Pick<ThreatFeed, "description">): string | undefined {
  const { text } = splitMark(description);
  return typeof text === "string" && text !== "" ? text : undefined;
}

/** An undeclared description is not managed. */
function hasSettings(feed: ThreatFeed, { title, description, allowAnalysis }: ThreatFeedSettings): boolean {
  return (
    feed.title === title &&
    feed.allowAnalysis === allowAnalysis &&
    (description === undefined || descriptionOf(feed) === description)
  );
}

function describeDifference(actual: ReadonlySet<string> | undefined, desired: ReadonlySet<string>): string | undefined {
  if (actual === undefined) return "the domains were not compared";
  const missing = [...desired].filter((domain) => !actual.has(domain));
  const surplus = [...actual].filter((domain) => !desired.has(domain));
  if (missing.length + surplus.length === 0) return undefined;
  return (
    `Lookout accepted the upload, but has ${actual.size} domains instead of ${desired.size}: ` +
    `${missing.length} missing${example(missing)}, ${surplus.length} that were not declared${example(surplus)}`
  );
}

function nameOf({ feedId, title, elementsCount }: ThreatFeed): string {
  return `the feed ${feedId}, ${JSON.stringify(title)}, with ${elementsCount} ${elementsCount === 1 ? "domain" : "domains"}`;
}

function example(domains: readonly string[]): string {
  return domains[0] === undefined ? "" : ` (such as ${domains[0]})`;
}
