import type { ThreatFeedSettings } from "../../domain";
import { ServiceError } from "../../services/http/service-error";
import type { LookoutApi } from "../../services/lookout/api";
import { createThreatFeed, listThreatFeeds, type ThreatFeed } from "../../services/lookout/threat-feeds";

/** The feed to work on. */
export interface TakenFeed {
  readonly feedId: string;
  /** Whether it was made just now, and so holds no domain. */
  readonly isNew: boolean;
}

/** Finds what an interrupted run left, takes over what is there if told to, and else makes the feed. Lookout takes one feed
 *  per enterprise. */
export async function createOrAdopt(api: LookoutApi, settings: ThreatFeedSettings, adopt: boolean): Promise<TakenFeed> {
  const feeds = await listThreatFeeds(api);
  const taken = feeds.find((feed) => isExactly(feed, settings)) ?? (adopt ? findAdoptable(feeds, settings) : undefined);
  if (taken !== undefined) return { feedId: taken.feedId, isNew: false };
  if (feeds.length > 0) throw new Error(adopt ? ambiguous(feeds) : refusal(feeds));
  return create(api, settings);
}

/** Whether nothing but the domains could differ. */
function isExactly(feed: ThreatFeed, { title, description, allowAnalysis }: ThreatFeedSettings): boolean {
  return feed.title === title && feed.description === description && feed.allowAnalysis === allowAnalysis;
}

function findAdoptable(feeds: readonly ThreatFeed[], { title }: ThreatFeedSettings): ThreatFeed | undefined {
  const candidates = feeds.length === 1 ? feeds : feeds.filter((feed) => feed.title === title);
  return candidates.length === 1 ? candidates[0] : undefined;
}

async function create(api: LookoutApi, settings: ThreatFeedSettings): Promise<TakenFeed> {
  try {
    return { feedId: await createThreatFeed(api, settings), isNew: true };
  } catch (error) {
    if (!(error instanceof ServiceError) || !error.mayHaveHappened) throw error;
    const made = (await listThreatFeeds(api)).find((feed) => isExactly(feed, settings));
    if (made === undefined) throw error;
    return { feedId: made.feedId, isNew: false };
  }
}

function refusal(feeds: readonly ThreatFeed[]): string {
  return (
    `LookoutThreatFeed: Lookout has ${feeds.map(describe).join(" and ")} already, and takes one feed per enterprise (as far as ` +
    "third parties document it). Set adopt: true to take it over, which replaces its title and its domains with what is " +
    "declared here; or delete it with DELETE /mgmt/threat-feeds/api/v1/threat-feeds/{feedId}, then run again."
  );
}

function ambiguous(feeds: readonly ThreatFeed[]): string {
  return (
    `LookoutThreatFeed: Lookout has ${feeds.map(describe).join(" and ")}, and adopt: true does not say which to take over. ` +
    "Set title to the title of the one that is meant, or delete the others."
  );
}

function describe({ feedId, title, elementsCount }: ThreatFeed): string {
  return `the feed ${feedId}, ${JSON.stringify(title)}, with ${elementsCount} ${elementsCount === 1 ? "domain" : "domains"}`;
}
