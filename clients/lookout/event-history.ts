import type { LookoutApi } from "./api";
import type { LookoutEvent } from "./event";
import { readNews, type EventQuery } from "./event-stream";

/** For how long Lookout keeps events, in ms. Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-apis/mobile-risk-api-v2/swagger-api-documentation */
export const eventHistoryMs = 10 * 24 * 60 * 60 * 1000;

/** For how long reading goes on, in ms, once an event shows that the present is reached: where something happens all
 *  the time no heartbeat comes, and clocks differ a little. */
const settleMs = 2000;

/** What happened until now. */
export interface EventHistory {
  /** In their order, each once. */
  readonly events: readonly LookoutEvent[];
  /** Id to go on from; undefined when there never was an event. */
  readonly lastId: string | undefined;
  /** When the asked beginning lies further back than Lookout keeps events: what came before this time, ISO 8601, is
   *  missing. Undefined when nothing is missing, and when the id to go on from does not tell its time. */
  readonly gapBefore: string | undefined;
}

/** Reads what happened since an event or a time until it has caught up: at the second heartbeat with nothing between
 *  (a single one may come before what is kept is told), soon after an event that is younger than this call, or when
 *  nothing came for `quietMs`. Throws as `readEvents` does: an incomplete answer is not given for a complete one. */
export async function readEventsUntilNow(
  api: LookoutApi,
  query: EventQuery & ({ readonly afterId: string } | { readonly since: string }),
  now: () => number = Date.now,
): Promise<EventHistory> {
  const started = now();
  const oldestKept = started - eventHistoryMs;
  const beginning = query.afterId === undefined ? Date.parse(query.since ?? "") : timeOfId(query.afterId);
  const events: LookoutEvent[] = [];
  let lastId = query.afterId;
  let heartbeats = 0;
  let reachedPresentAt: number | undefined;

  for await (const news of readNews(api, query)) {
    if (news.is === "silence") break;
    if (news.is === "heartbeat") {
      heartbeats += 1;
      if (heartbeats === 2) break;
      continue;
    }
    heartbeats = 0;
    events.push(...news.events);
    lastId = news.lastId;
    if (news.events.some(({ created_time: time }) => Date.parse(time ?? "") >= started)) reachedPresentAt ??= now();
    if (reachedPresentAt !== undefined && now() - reachedPresentAt >= settleMs) break;
  }
  const clamped = beginning !== undefined && beginning < oldestKept;
  return { events, lastId, gapBefore: clamped ? new Date(oldestKept).toISOString() : undefined };
}

/** The time in a UUIDv7, in ms since 1970. */
function timeOfId(id: string): number | undefined {
  const match = /^([\da-f]{8})-([\da-f]{4})-7/i.exec(id);
  return match === null ? undefined : parseInt(`${match[1] ?? ""}${match[2] ?? ""}`, 16);
}
