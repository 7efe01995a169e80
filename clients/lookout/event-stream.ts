import { setTimeout as sleep } from "node:timers/promises";
import { ServiceError } from "../http/service-error";
import type { LookoutApi } from "./lookout-api";
import type { EventType, LookoutEvent, ReadEvents } from "./lookout-event";
import { readConnection } from "./event-connection";
import type { StreamFrame } from "./event-frames";
import { createSeenIds } from "./seen-ids";

/** What to read from the stream, and from where. Default: events from now on. */
export interface EventQuery {
  readonly types: readonly EventType[];
  /** Id of the last known event; reading starts after it. Default: none. */
  readonly afterId?: string;
  /** Time from which to read, ISO 8601. Ignored if `afterId` is set. Default: now. */
  readonly since?: string;
  /** Silence after which a connection counts as dead, in ms. Default: 12,000. Lookout sends a heartbeat every 5 seconds.
   *  Source, second-hand: clients of the stream in public repositories. */
  readonly silenceMs?: number;
  /** Stops reading without an error. */
  readonly signal?: AbortSignal;
}

/** A message of the stream, over all connections. */
export type StreamMessage =
  | ({ readonly is: "events"; readonly lastId: string | undefined } & ReadEvents)
  | { readonly is: "heartbeat" }
  /** A connection ended, or was silent for too long, and the next one is opened. */
  | { readonly is: "reconnecting" };

const defaultSilenceMs = 12_000;

/** The default of browsers. Lookout sends its own value in the stream. */
const defaultRetryMs = 3000;

/** Maximum delay that Lookout may ask for: a refresh must end. */
const longestRetryMs = 60_000;

/** Consecutive connections without any message, not even a heartbeat, after which reading fails. */
const maximumEmptyConnections = 5;

/** Reads Lookout's events as they arrive, in order and without duplicates. Reconnects when a connection breaks, and does not
 *  end by itself. Throws a ServiceError when Lookout refuses the stream, when several connections in a row end without any
 *  message, and at a frame that is too long to be read. Skips events that cannot be read; `readMessages` names them.
 *  Source: https://doc.lookout.com/en/mobile-endpoint-security/mes-apis/mobile-risk-api-v2/swagger-api-documentation */
export async function* readEvents(api: LookoutApi, query: EventQuery): AsyncGenerator<LookoutEvent> {
  for await (const message of readMessages(api, query)) {
    if (message.is === "events") yield* message.events;
  }
}

/** Like `readEvents`, but also yields heartbeats and new connections, so that a reader can judge whether it has caught up. */
export async function* readMessages(api: LookoutApi, query: EventQuery): AsyncGenerator<StreamMessage> {
  const { types, afterId, since = new Date().toISOString(), silenceMs = defaultSilenceMs, signal } = query;
  const seen = createSeenIds();
  let lastId = afterId;
  let retryMs = defaultRetryMs;
  let emptyConnections = 0;
  let count = 0;

  while (signal?.aborted !== true) {
    let ending = "it was closed";
    let received = false;
    try {
      for await (const frame of readConnection(api, pathOf(types, lastId, since), silenceMs, signal)) {
        if (frame.is === "retry") retryMs = Math.min(frame.ms, longestRetryMs);
        else if (frame.is === "events") {
          const events = frame.events.filter(({ id }) => seen.add(id));
          lastId = frame.lastId ?? lastId;
          received ||= events.length + frame.unreadable.length > 0;
          count += events.length;
          yield { is: "events", events, unreadable: frame.unreadable, lastId };
        } else if (frame.is === "heartbeat") {
          received = true;
          yield frame;
        } else if (frame.is === "silence") received = true;
        else {
          if (frame.is === "malformed") throw unreadable(frame.message);
          ending = describeEnding(frame);
          break;
        }
      }
    } catch (error) {
      ending = describeFailure(error);
    }
    emptyConnections = received ? 0 : emptyConnections + 1;
    if (emptyConnections > maximumEmptyConnections) throw noEventsError(ending, count, lastId);
    yield { is: "reconnecting" };
    await pause(retryMs, signal);
  }
}

function pathOf(types: readonly EventType[], lastId: string | undefined, since: string): string {
  const query = new URLSearchParams({ types: types.join(",") });
  if (lastId === undefined) query.set("start_time", since);
  else query.set("id", lastId);
  return `/mra/stream/v2/events?${query.toString()}`;
}

function describeEnding(frame: Extract<StreamFrame, { is: "reconnect" | "end" | "error" }>): string {
  switch (frame.is) {
    case "reconnect":
      return "Lookout asked to reconnect";
    case "end":
      return "Lookout ended it";
    case "error":
      return `Lookout reported an error: ${frame.message}`;
  }
}

/** Describes why a connection broke. Throws the error if reconnecting cannot help. */
function describeFailure(error: unknown): string {
  if (error instanceof ServiceError) throw error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
  return `the connection broke (${code})`;
}

function unreadable(what: string): ServiceError {
  return new ServiceError(
    `Lookout's event stream: ${what}, so reading stopped before it. Run again; if it persists, give Lookout's support this message.`,
  );
}

function noEventsError(ending: string, count: number, lastId: string | undefined): ServiceError {
  const progress =
    lastId === undefined ? "No event was read" : `${count} events were read, the last known is ${lastId}`;
  return new ServiceError(
    `Lookout's event stream was opened ${maximumEmptyConnections + 1} times in a row without an event or a heartbeat; the last time, ${ending}. ` +
      `${progress}. Run again in a few minutes: Lookout keeps events for ten days, so none are lost.`,
  );
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (signal?.aborted !== true) throw error;
  });
}
