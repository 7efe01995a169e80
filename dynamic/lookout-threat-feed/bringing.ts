import { setTimeout as sleep } from "node:timers/promises";
import { planUpload, type ThreatFeedSettings } from "../../domain";
import { ServiceError } from "../../services/http/service-error";
import type { LookoutApi } from "../../services/lookout/api";
import {
  getThreatFeed,
  getThreatFeedDomains,
  putThreatFeed,
  uploadDomains,
  type ThreatFeed,
} from "../../services/lookout/threat-feeds";
import type { RefusedRow } from "../../services/lookout/threat-feed-answers";
import { createPauses, lookUntil } from "../pauses";
import { messageOf } from "../state";
import type { TakenFeed } from "./taking";

/** How often an upload is planned anew after an answer that got lost. */
const repetitions = 2;

/** Most refused rows that a message names. */
const shownRows = 20;

/** Something was written, but the feed is not as wanted. */
export class HalfDone extends Error {
  override readonly name = "HalfDone";
}

/** Brings title, description, permission and domains to what is wanted, sends only what differs from what Lookout has, and
 *  reads the feed again. An error is a HalfDone as soon as something was written. */
export async function bringFeed(
  api: LookoutApi,
  { feedId, isNew }: TakenFeed,
  settings: ThreatFeedSettings,
  wanted: ReadonlySet<string>,
): Promise<ThreatFeed> {
  let written = isNew;
  const writing = () => {
    written = true;
  };
  try {
    const before = isNew ? undefined : await requireFeed(api, feedId);
    if (before !== undefined && !hasSettings(before, settings)) {
      writing();
      // What is left out of a PUT may be kept or taken away: nothing documents it.
      await putThreatFeed(api, feedId, { description: before.description, ...settings });
    }
    await bringDomains(api, feedId, wanted, isNew ? new Set() : undefined, writing);
    return await verify(api, feedId, settings, wanted, written ? undefined : before);
  } catch (error) {
    throw written ? new HalfDone(messageOf(error), { cause: error }) : error;
  }
}

async function bringDomains(
  api: LookoutApi,
  feedId: string,
  wanted: ReadonlySet<string>,
  known: ReadonlySet<string> | undefined,
  writing: () => void,
): Promise<void> {
  const pauses = createPauses(2000, 10_000);
  let current = known ?? (await getThreatFeedDomains(api, feedId));
  for (let repetition = 0; ; repetition += 1) {
    const plan = planUpload(current, wanted);
    if (plan.length === 0) return;
    writing();
    try {
      const refused: RefusedRow[] = [];
      for (const upload of plan) refused.push(...(await uploadDomains(api, feedId, upload)));
      if (refused.length > 0) throw new Error(describeRefused(refused));
      return;
    } catch (error) {
      const lost = error instanceof ServiceError && error.mayHaveHappened;
      if (!lost || repetition >= repetitions) throw error;
      // Lookout may still be at work on what it answered nothing to.
      await sleep(pauses.next());
      current = await getThreatFeedDomains(api, feedId);
    }
  }
}

/** The feed as it is after the last write; `unchanged` is what was read when nothing was written. */
async function verify(
  api: LookoutApi,
  feedId: string,
  settings: ThreatFeedSettings,
  wanted: ReadonlySet<string>,
  unchanged: ThreatFeed | undefined,
): Promise<ThreatFeed> {
  if (unchanged !== undefined) return unchanged;
  const asWanted = (feed: ThreatFeed) => hasSettings(feed, settings) && feed.elementsCount === wanted.size;
  const feed = await lookUntil(() => requireFeed(api, feedId), asWanted, 4, 1000);
  if (!hasSettings(feed, settings)) {
    throw new Error(
      `LookoutThreatFeed: title, description and allowAnalysis were sent to the feed ${feedId}, but Lookout still has ` +
        `${JSON.stringify({ title: feed.title, description: feed.description, allowAnalysis: feed.allowAnalysis })}; run again.`,
    );
  }
  if (feed.elementsCount !== wanted.size) await compareDomains(api, feed, wanted);
  return feed;
}

/** Lookout's count may be wrong for a while; its list decides. */
async function compareDomains(api: LookoutApi, feed: ThreatFeed, wanted: ReadonlySet<string>): Promise<void> {
  const found = await getThreatFeedDomains(api, feed.feedId);
  const missing = [...wanted].filter((domain) => !found.has(domain));
  const surplus = [...found].filter((domain) => !wanted.has(domain));
  if (missing.length + surplus.length === 0) return;
  throw new Error(
    `LookoutThreatFeed: Lookout took the upload to the feed ${feed.feedId}, but has ${found.size} domains instead of ${wanted.size}: ` +
      `${missing.length} missing${example(missing)}, ${surplus.length} that were not asked for${example(surplus)}; ` +
      "run again, and see whether something else writes to the feed.",
  );
}

async function requireFeed(api: LookoutApi, feedId: string): Promise<ThreatFeed> {
  const feed = await getThreatFeed(api, feedId);
  if (feed !== undefined) return feed;
  throw new Error(
    `LookoutThreatFeed: Lookout no longer has the feed ${feedId}; run pulumi refresh, then pulumi up makes it anew.`,
  );
}

/** A description that is not declared is not managed. */
function hasSettings(feed: ThreatFeed, { title, description, allowAnalysis }: ThreatFeedSettings): boolean {
  return (
    feed.title === title &&
    feed.allowAnalysis === allowAnalysis &&
    (description === undefined || feed.description === description)
  );
}

function describeRefused(refused: readonly RefusedRow[]): string {
  const rows = refused.slice(0, shownRows).map(({ row, domain, action, code, message }) => {
    const doing = action === undefined ? "" : ` (${action})`;
    return `row ${row}: ${domain}${doing}: ${message} (code ${code})`;
  });
  const more = refused.length - rows.length;
  return [
    `LookoutThreatFeed: Lookout refused ${refused.length} ${refused.length === 1 ? "domain" : "domains"} and took the others; ` +
      "correct or remove them where the feed's domains are declared, then run again:",
    ...rows,
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join("\n");
}

function example(domains: readonly string[]): string {
  return domains[0] === undefined ? "" : ` (such as ${domains[0]})`;
}
