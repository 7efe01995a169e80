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

/** Reads the events since an event or a time, by default all that Lookout keeps: from the list, or until the stream is quiet. Throws
 *  like `readMessages`. */
export async function readEventsUntilNow(
  api: LookoutApi,
  query: EventQuery,
  now: () => number = Date.now,
): Promise<EventHistory> {
  const started = now();
  const oldestKept = started - eventHistoryMs;
  const start = startOf(query);
  const read =
    api.eventReading.source === "list"
      ? await readList(api, query.types, new Date(start ?? oldestKept))
      : await readStream(api, query, new Date(oldestKept), now);
  const events = read.events.toSorted(byTime);
  const last = events.at(-1);
  const newest = Math.max(started, last === undefined ? started : (timeOfEvent(last) ?? started));
  return {
    ...read,
    events,
    seenUntil: read.end === "unsettled" ? undefined : new Date(newest).toISOString(),
    gapBefore: start !== undefined && start < oldestKept ? new Date(oldestKept).toISOString() : undefined,
  };
}

/** In ms since 1970; undefined where nothing is known, and for an id that contains no time. */
function startOf({ afterId, since }: EventQuery): number | undefined {
  if (afterId !== undefined) return timeOfId(afterId);
  return since === undefined ? undefined : Date.parse(since);
}

type Read = Pick<EventHistory, "events" | "unreadable" | "lastId" | "end" | "waitedMs">;

async function readStream(api: LookoutApi, query: EventQuery, oldestKept: Date, now: () => number): Promise<Read> {
  const { quietMs, firstQuietMs, afterEventMs, longestMs } = api.eventReading;
  const started = now();
  const deadline = AbortSignal.timeout(longestMs);
  const signal = query.signal === undefined ? deadline : AbortSignal.any([query.signal, deadline]);
  const isFirst = query.since === undefined && query.afterId === undefined;
  const events: LookoutEvent[] = [];
  const unreadable: UnreadableEvent[] = [];
  let lastId: string | undefined;
  let neededMs = isFirst ? firstQuietMs : quietMs;
  let quietSince: number | undefined;
  let heartbeats = 0;
  let presentSince: number | undefined;
  const settled = (waitedMs: number): Read => ({ events, unreadable, lastId, end: "quiet", waitedMs });

  for await (const message of readMessages(api, { since: oldestKept.toISOString(), ...query, signal })) {
    switch (message.is) {
      // Each connection starts at the last event, and its stored events may come after heartbeats again.
      case "reconnecting":
        quietSince = undefined;
        heartbeats = 0;
        break;
      case "heartbeat":
        quietSince ??= now();
        heartbeats += 1;
        if (now() - quietSince >= neededMs && heartbeats >= quietHeartbeats) return settled(neededMs);
        break;
      case "events":
        events.push(...message.events);
        unreadable.push(...message.unreadable);
        lastId = message.lastId ?? lastId;
        if (message.events.length > 0) {
          quietSince = now();
          heartbeats = 0;
          neededMs = afterEventMs;
        }
        // A busy stream is never quiet, but an event that is newer than this read shows that it has caught up.
        if (message.events.some((event) => (timeOfEvent(event) ?? 0) >= started)) presentSince ??= now();
        if (presentSince !== undefined && now() - presentSince >= afterEventMs) return settled(afterEventMs);
    }
  }
  query.signal?.throwIfAborted();
  return { events, unreadable, lastId, end: "unsettled", waitedMs: longestMs };
}

async function readList(api: LookoutApi, types: EventQuery["types"], since: Date): Promise<Read> {
  const read = await readEventPages(api, { types, since: since.toISOString() });
  // The list is asked by whole seconds.
  const events = read.events.filter((event) => (timeOfEvent(event) ?? Infinity) >= since.getTime());
  return { ...read, events, end: "complete", waitedMs: undefined };
}

/** Ids do not order the events of one second. Events of one time keep the order in which Lookout sent them. */
function byTime(one: LookoutEvent, other: LookoutEvent): number {
  return (timeOfEvent(one) ?? 0) - (timeOfEvent(other) ?? 0);
}
