import { randomUUID } from "node:crypto";
import type { TenantContext } from "../tenant-context";

/** A stored feed. Its domains are in a separate document, because they can have megabytes. */
export interface StoredFeed {
  readonly feedId: string;
  readonly title: string;
  readonly description?: string;
  readonly allowAnalysis: boolean;
  readonly elementsUploadedAt?: string;
}
export type FeedSettings = Pick<StoredFeed, "title" | "description" | "allowAnalysis">;

/** A change of one domain; later ones win. */
export interface FeedOperation {
  readonly domain: string;
  readonly action: "add" | "delete";
}

const feedsDocument = "threat-feeds";
const elementsDocument = "threat-feed-elements";

/** The enterprise's threat feeds and their domains. */
export class ThreatFeedState {
  private readonly stored: { feeds: StoredFeed[] };
  private readonly elements: Record<string, string[]>;

  constructor(private readonly context: TenantContext) {
    this.stored = context.store.document(feedsDocument, () => ({ feeds: [] }));
    this.elements = context.store.document(elementsDocument, () => ({}));
  }

  feeds(): readonly StoredFeed[] {
    return this.stored.feeds;
  }

  feed(feedId: string): StoredFeed | undefined {
    return this.stored.feeds.find((feed) => feed.feedId === feedId.toLowerCase());
  }

  domains(feedId: string): readonly string[] {
    return this.elements[feedId.toLowerCase()] ?? [];
  }

  create(settings: FeedSettings): StoredFeed {
    const feed = { feedId: randomUUID(), ...settings };
    this.saveFeeds([...this.stored.feeds, feed]);
    return feed;
  }

  change(feedId: string, changes: Partial<StoredFeed>): void {
    this.saveFeeds(this.stored.feeds.map((feed) => (feed.feedId === feedId ? { ...feed, ...changes } : feed)));
  }

  remove(feedId: string): void {
    this.saveFeeds(this.stored.feeds.filter((feed) => feed.feedId !== feedId));
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the document is plain JSON, keyed by feed
    delete this.elements[feedId];
    this.context.store.save(elementsDocument);
  }

  overwrite(feedId: string, domains: readonly string[]): void {
    this.saveElements(feedId, new Set(domains), true);
  }

  apply(feedId: string, operations: readonly FeedOperation[], fromFile: boolean): void {
    const domains = new Set(this.domains(feedId));
    for (const { domain, action } of operations) {
      if (action === "add") domains.add(domain);
      else domains.delete(domain);
    }
    this.saveElements(feedId, domains, fromFile);
  }

  private saveElements(feedId: string, domains: ReadonlySet<string>, fromFile: boolean): void {
    this.elements[feedId] = [...domains];
    this.context.store.save(elementsDocument);
    if (fromFile || this.context.settings.unknowns.threatFeedUploadedAt === "everyWrite") {
      this.change(feedId, { elementsUploadedAt: new Date(this.context.now()).toISOString() });
    }
  }

  private saveFeeds(feeds: StoredFeed[]): void {
    this.stored.feeds = feeds;
    this.context.store.save(feedsDocument);
  }
}
