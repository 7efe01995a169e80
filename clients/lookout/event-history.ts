import type { LookoutApi } from "./lookout-api";
import { timeOfEvent, timeOfId, type LookoutEvent, type UnreadableEvent } from "./lookout-event";
import { readEventPages } from "./event-pages";
import { readMessages, type EventQuery } from "./event-stream";

/** How long Lookout keeps events, in ms: ten days. Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/mes-apis/mobile-risk-api-v2/swagger-api-documentation */
export const eventHistoryMs = 10 * 24 * 60 * 60 * 1000;

/** Heartbeats in a row that a quiet stream sends at least before it counts as quiet. Lookout's own capture has three before the
 *  stored events. */
const quietHeartbeats = 4;

/** What to read. Default of `since`: everything that Lookout keeps. */
export type HistoryQuery = Pick<EventQuery, "types" | "signal" | "silenceMs"> & {
  /** Time from which to read, ISO 8601. */
  readonly since?: string;
  /** Id of the last known event; reading starts after it. Ignored where `since` is set. */
  readonly afterId?: string;
};

/** The events until now. */
export interface EventHistory {
  /** In order of their time, without duplicates. */
  readonly events: readonly LookoutEvent[];
  /** What was skipped because it cannot be read. */
  readonly unreadable: readonly UnreadableEvent[];
  /** Id of the last event that Lookout sent; undefined when there was none. */
  readonly lastId: string | undefined;
  /** How it is known that there are no more: `quiet` when the stream was quiet for long enough, `complete` for the list, which
   *  ends by itself, and `unsettled` when the time for reading was over before. */
  readonly end: "quiet" | "complete" | "unsettled";
  /** The quiet time, or the time for reading that was over, in ms; undefined for the list. */
  readonly waitedMs: number | undefined;
  /** Until when all events were seen, ISO 8601, from where the next read continues; undefined when it is unsettled. */
  readonly seenUntil: string | undefined;
  /** Set when the requested start is older than Lookout's retention: events before this time, ISO 8601, are missing.
   *  Undefined when none are missing, and when `afterId` does not contain a time. */
  readonly gapBefore: string | undefined;
}

/** Reads the events since a time or an event, from the list or until the stream is quiet. Throws like `readMessages`. */
export async function readEventsUntilNow(
  api: LookoutApi,
  query: HistoryQuery,
  now: () => number = Date.now,
): Promise<EventHistory> {
  const started = now();
  const oldestKept = started - eventHistoryMs;
  const start = query.since === undefined ? timeOfId(query.afterId ?? "") : Date.parse(query.since);
  const read = await (api.eventReading.source === "list" ? readList : readStream)(api, query, now);
  const events = read.events.toSorted(byTime);
  const newest = Math.max(started, ...events.slice(-1).map((event) => timeOfEvent(event) ?? 0));
  return {
    ...read,
    events,
    seenUntil: read.end === "unsettled" ? undefined : new Date(newest).toISOString(),
    gapBefore: start !== undefined && start < oldestKept ? new Date(oldestKept).toISOString() : undefined,
  };
}

type Read = Pick<EventHistory, "events" | "unreadable" | "lastId" | "end" | "waitedMs">;

async function readStream(api: LookoutApi, query: HistoryQuery, now: () => number): Promise<Read> {
  const { quietMs, firstQuietMs, afterEventMs, longestMs } = api.eventReading;
  const started = now();
  const deadline = AbortSignal.timeout(longestMs);
  const signal = query.signal === undefined ? deadline : AbortSignal.any([query.signal, deadline]);
  const isFirst = query.since === undefined && query.afterId === undefined;
  const events: LookoutEvent[] = [];
  const unreadable: UnreadableEvent[] = [];
  let lastId: string | undefined;
  let quiet = { since: undefined as number | undefined, heartbeats: 0, needed: isFirst ? firstQuietMs : quietMs };
  let presentSince: number | undefined;
  const settled = (waitedMs: number): Read => ({ events, unreadable, lastId, end: "quiet", waitedMs });

  for await (const message of readMessages(api, { ...streamStart(query), signal })) {
    switch (message.is) {
      // Each connection starts at the last event, and its stored events may come after heartbeats again.
      case "reconnecting":
      case "silence":
        quiet = { ...quiet, since: undefined, heartbeats: 0 };
        break;
      case "heartbeat": {
        quiet = { ...quiet, since: quiet.since ?? now(), heartbeats: quiet.heartbeats + 1 };
        const isQuiet = now() - (quiet.since ?? now()) >= quiet.needed && quiet.heartbeats >= quietHeartbeats;
        if (isQuiet) return settled(quiet.needed);
        break;
      }
      case "events":
        events.push(...message.events);
        unreadable.push(...message.unreadable);
        lastId = message.lastId ?? lastId;
        if (message.events.length > 0) quiet = { since: now(), heartbeats: 0, needed: afterEventMs };
        // A busy stream is never quiet, but an event that is newer than this read shows that it has caught up.
        if (message.events.some((event) => (timeOfEvent(event) ?? 0) >= started)) presentSince ??= now();
        if (presentSince !== undefined && now() - presentSince >= afterEventMs) return settled(afterEventMs);
    }
  }
  query.signal?.throwIfAborted();
  return { events, unreadable, lastId, end: "unsettled", waitedMs: longestMs };
}

function streamStart({ since, afterId, ...query }: HistoryQuery): EventQuery {
  if (since !== undefined) return { ...query, since };
  return { ...query, ...(afterId === undefined ? { since: oldest() } : { afterId }) };
}

async function readList(api: LookoutApi, query: HistoryQuery): Promise<Read> {
  const afterTime = timeOfId(query.afterId ?? "");
  const since = query.since ?? (afterTime === undefined ? oldest() : new Date(afterTime).toISOString());
  const read = await readEventPages(api, { types: query.types, since });
  // The list is asked by whole seconds.
  const events = read.events.filter((event) => (timeOfEvent(event) ?? Infinity) >= Date.parse(since));
  return { ...read, events, end: "complete", waitedMs: undefined };
}

function oldest(): string {
  return new Date(Date.now() - eventHistoryMs).toISOString();
}

/** Ids do not order the events of one second. Events of one time keep the order in which Lookout sent them. */
function byTime(one: LookoutEvent, other: LookoutEvent): number {
  return (timeOfEvent(one) ?? 0) - (timeOfEvent(other) ?? 0);
}
