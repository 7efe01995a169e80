import { setTimeout as sleep } from "node:timers/promises";
import { ServiceError } from "../http/service-error";
import type { LookoutApi } from "./api";
import type { EventType, LookoutEvent } from "./event";
import { readConnection, type Silence } from "./event-connection";
import type { StreamFrame } from "./event-frames";
import { createSeenIds } from "./seen-ids";

/** What to read, and from where. Without `afterId` and `since` reading starts with what happens from now on. */
export interface EventQuery {
  readonly types: readonly EventType[];
  /** Id of the last event that is known already; what came after it is read. */
  readonly afterId?: string;
  /** ISO 8601; what was changed since then is read. Ignored beside `afterId`. */
  readonly since?: string;
  /** Silence after which nothing more is expected of a connection, in ms. Default: 12,000. Lookout's heartbeats come every
   *  5 seconds. Source, second-hand: clients of the stream in public repositories. */
  readonly quietMs?: number;
  /** Ends reading, without an error. */
  readonly signal?: AbortSignal;
}

/** What one connection after the other told: new events together, or that there were none. */
export type StreamNews =
  | { readonly is: "events"; readonly events: readonly LookoutEvent[]; readonly lastId: string | undefined }
  | { readonly is: "heartbeat" }
  | Silence;

const defaultQuietMs = 12_000;

/** What browsers wait by default; Lookout names its own figure in the stream. */
const defaultRetryMs = 3000;

/** Longest pause that Lookout is granted: a refresh has to end. */
const longestRetryMs = 60_000;

/** Connections in a row that told nothing, not even that nothing happened, after which reading is given up. */
const mostFruitlessConnections = 5;

/** Reads Lookout's events as they come, each once and in their order, over broken connections and without end. Throws a
 *  ServiceError when Lookout refuses the stream, when connections break again and again without telling anything, and
 *  at a frame that cannot be read: skipping it would lose events.
 *  Source: https://doc.lookout.com/en/mobile-endpoint-security/mes-apis/mobile-risk-api-v2/swagger-api-documentation */
export async function* readEvents(api: LookoutApi, query: EventQuery): AsyncGenerator<LookoutEvent> {
  for await (const news of readNews(api, query)) {
    if (news.is === "events") yield* news.events;
  }
}

/** Like `readEvents`, with the news that nothing happened, so that a reader can tell that it caught up. */
export async function* readNews(api: LookoutApi, query: EventQuery): AsyncGenerator<StreamNews> {
  const { types, afterId, since = new Date().toISOString(), quietMs = defaultQuietMs, signal } = query;
  const seen = createSeenIds();
  let lastId = afterId;
  let retryMs = defaultRetryMs;
  let fruitless = 0;
  let count = 0;

  while (signal?.aborted !== true) {
    let ending = "it was closed";
    let told = false;
    try {
      for await (const frame of readConnection(api, pathOf(types, lastId, since), quietMs, signal)) {
        if (frame.is === "retry") retryMs = Math.min(frame.ms, longestRetryMs);
        else if (frame.is === "events") {
          const events = frame.events.filter(({ id }) => seen.add(id));
          lastId = frame.lastId ?? lastId;
          told ||= events.length > 0;
          count += events.length;
          yield { is: "events", events, lastId };
        } else if (frame.is === "heartbeat" || frame.is === "silence") {
          told = true;
          yield frame;
        } else {
          if (frame.is === "malformed") throw unreadable(frame.message);
          ending = describeEnding(frame);
          break;
        }
      }
    } catch (error) {
      ending = describeFailure(error);
    }
    fruitless = told ? 0 : fruitless + 1;
    if (fruitless > mostFruitlessConnections) throw gaveUp(ending, count, lastId);
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
      return "Lookout asked to come back";
    case "end":
      return "Lookout ended it";
    case "error":
      return `Lookout reported an error: ${frame.message}`;
  }
}

/** The reason for which a connection broke. What no new connection mends is thrown. */
function describeFailure(error: unknown): string {
  if (error instanceof ServiceError) throw error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
  return `the connection broke (${code})`;
}

function unreadable(what: string): ServiceError {
  return new ServiceError(
    `Lookout's event stream: ${what}, so reading stopped before it. Run again; if it stays so, give Lookout's support that id.`,
  );
}

function gaveUp(ending: string, count: number, lastId: string | undefined): ServiceError {
  const progress = lastId === undefined ? "none was read before" : `${count} were read, the last known is ${lastId}`;
  return new ServiceError(
    `Lookout's event stream was opened ${mostFruitlessConnections + 1} times in a row without telling anything; at last ${ending}. ` +
      `Of its events ${progress}. Run again in a few minutes; what Lookout keeps for ten days is not lost.`,
  );
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (signal?.aborted !== true) throw error;
  });
}
