import { ServiceError } from "../http/service-error";
import type { LookoutApi } from "./lookout-api";
import type { LookoutEvent } from "./lookout-event";
import { readMessages, type EventQuery } from "./event-stream";

/** How long Lookout keeps events, in ms: ten days. Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-apis/mobile-risk-api-v2/swagger-api-documentation */
export const eventHistoryMs = 10 * 24 * 60 * 60 * 1000;

/** How long to keep reading, in ms, after an event that is newer than the start of the call. On a busy stream no heartbeat
 *  arrives, and clocks differ slightly. */
const settleMs = 2000;

/** How long reading until now may take, in ms: a stream that never catches up must not hold up a refresh. */
const defaultLongestMs = 10 * 60_000;

/** What to read, from an event or a time on. */
export type HistoryQuery = EventQuery &
  ({ readonly afterId: string } | { readonly since: string }) & {
    /** How long reading may take, in ms. Default: ten minutes. */
    readonly longestMs?: number;
  };

/** The events until now. */
export interface EventHistory {
  /** In order, without duplicates. */
  readonly events: readonly LookoutEvent[];
  /** Id from which to resume; undefined when there are no events. */
  readonly lastId: string | undefined;
  /** Set when the requested start is older than Lookout's retention: events before this time, ISO 8601, are missing.
   *  Undefined when none are missing, and when `afterId` does not contain a time. */
  readonly gapBefore: string | undefined;
}

/** Reads the events since an event or a time until it has caught up: at two consecutive heartbeats without events (a single
 *  one may come before stored events are sent), shortly after an event that is newer than this call, or after `quietMs` of
 *  silence. Throws like `readEvents`, and when it has not caught up after `longestMs`, so an incomplete result is never
 *  returned. */
export async function readEventsUntilNow(
  api: LookoutApi,
  { longestMs = defaultLongestMs, ...query }: HistoryQuery,
  now: () => number = Date.now,
): Promise<EventHistory> {
  const deadline = AbortSignal.timeout(longestMs);
  const signal = query.signal === undefined ? deadline : AbortSignal.any([query.signal, deadline]);
  const started = now();
  const oldestKept = started - eventHistoryMs;
  const start = query.afterId === undefined ? Date.parse(query.since ?? "") : timeOfId(query.afterId);
  const events: LookoutEvent[] = [];
  let lastId = query.afterId;
  let heartbeats = 0;
  let reachedPresentAt: number | undefined;

  for await (const message of readMessages(api, { ...query, signal })) {
    if (message.is === "silence") break;
    if (message.is === "heartbeat") {
      heartbeats += 1;
      if (heartbeats === 2) break;
      continue;
    }
    heartbeats = 0;
    events.push(...message.events);
    lastId = message.lastId;
    if (message.events.some(({ created_time: time }) => Date.parse(time ?? "") >= started)) reachedPresentAt ??= now();
    if (reachedPresentAt !== undefined && now() - reachedPresentAt >= settleMs) break;
  }
  if (deadline.aborted && query.signal?.aborted !== true) throw neverCaughtUp(events.length, lastId, longestMs);
  const clamped = start !== undefined && start < oldestKept;
  return { events, lastId, gapBefore: clamped ? new Date(oldestKept).toISOString() : undefined };
}

function neverCaughtUp(count: number, lastId: string | undefined, longestMs: number): ServiceError {
  const known = lastId === undefined ? "" : `, the last known is ${lastId}`;
  return new ServiceError(
    `Lookout's event stream has not caught up with the present within ${longestMs / 1000} seconds: ${count} events were read${known}. ` +
      "Run again; if it persists, report it to Lookout's support.",
  );
}

/** Reads the time from a UUIDv7, in ms since 1970. */
function timeOfId(id: string): number | undefined {
  const match = /^([\da-f]{8})-([\da-f]{4})-7/i.exec(id);
  return match === null ? undefined : parseInt(`${match[1] ?? ""}${match[2] ?? ""}`, 16);
}
