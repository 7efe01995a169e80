import { createParser, type EventSourceMessage } from "eventsource-parser";
import { isMap } from "../../model/maps";
import { readLookoutError } from "./lookout-error";
import { readEventList, type ReadEvents } from "./lookout-event";

/** A frame of the event stream. */
export type StreamFrame =
  | ({
      readonly is: "events";
      /** Id from which to resume after this frame; undefined for a frame without events. */
      readonly lastId: string | undefined;
    } & ReadEvents)
  /** No new events; the connection is alive. */
  | { readonly is: "heartbeat" }
  /** Lookout asks the client to reconnect. */
  | { readonly is: "reconnect" }
  /** Lookout has ended the stream. */
  | { readonly is: "end" }
  | { readonly is: "error"; readonly message: string }
  /** A frame that is too long to be read. */
  | { readonly is: "malformed"; readonly message: string }
  /** Delay before reconnecting, in ms. */
  | { readonly is: "retry"; readonly ms: number };

/** Parses the stream's bytes, in chunks of any size. */
export interface FrameReader {
  /** Returns the frames that these bytes complete, in order. */
  read(bytes: Uint8Array): StreamFrame[];
}

/** Longest line and longest record that is read, in characters, because both are kept in memory until they end. Lookout documents
 *  no limit. Its events are a few kB. */
const longestRecord = 16 * 1024 * 1024;

export function createFrameReader(): FrameReader {
  const decoder = new TextDecoder();
  const fillData = createDataFiller();
  let frames: StreamFrame[] = [];
  const parser = createParser({
    maxBufferSize: longestRecord,
    onError: ({ type }) => {
      if (type !== "max-buffer-size-exceeded") return;
      frames.push({ is: "malformed", message: `a frame is longer than ${longestRecord / 1024 / 1024} MiB` });
    },
    onEvent: (message) => frames.push(...frameOf(message)),
    onRetry: (ms) => frames.push({ is: "retry", ms }),
    // Servers of server-sent events keep idle connections open with comments.
    onComment: () => frames.push({ is: "heartbeat" }),
  });
  return {
    read(bytes) {
      frames = [];
      parser.feed(fillData(decoder.decode(bytes, { stream: true })));
      return frames;
    },
  };
}

/** Ignores frames with other names: Lookout may add some. */
function frameOf({ event, id, data }: EventSourceMessage): StreamFrame[] {
  switch (event) {
    case "events":
    case "event":
      return [readEvents(data, id)];
    case "heartbeat":
      return [{ is: "heartbeat" }];
    case "reconnect":
      return [{ is: "reconnect" }];
    case "end":
      return [{ is: "end" }];
    case "error":
      return [{ is: "error", message: readError(data) }];
    default:
      return [];
  }
}

/** Adds an empty `data` line to frames that have none: Lookout's `end` and `reconnect` may come without, and parsers of
 *  server-sent events pass over such frames, as browsers do. */
function createDataFiller(): (text: string) => string {
  // Enough of a line to tell what it is; lines may be long.
  let beginning = "";
  let named = false;
  let filled = false;
  // The parser takes a carriage return at the end of a piece for a line's end; the line feed may be yet to come.
  let held = "";
  return (piece) => {
    const text = (held + piece).replace(/\r$/, "");
    held = (held + piece).slice(text.length);
    let all = "";
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      const line = beginning + text.slice(start, Math.min(end, start + 6));
      if (line === "" || line === "\r") {
        if (named && !filled) all += "data:\n";
        named = filled = false;
      } else {
        named ||= line.startsWith("event");
        filled ||= line.startsWith("data");
      }
      all += text.slice(start, end + 1);
      beginning = "";
      start = end + 1;
    }
    beginning = (beginning + text.slice(start, start + 6)).slice(0, 6);
    return all + text.slice(start);
  };
}

function readEvents(data: string, id: string | undefined): StreamFrame {
  const json = parseJson(data);
  const list = json === undefined ? undefined : eventsIn(json.value);
  const what = json === undefined ? "data that is not JSON" : "no list of events";
  const read: ReadEvents =
    list === undefined ? { events: [], unreadable: [{ id, type: "a frame", field: what }] } : readEventList(list);
  return { is: "events", ...read, lastId: id ?? lastIdOf(read) };
}

/** Lookout writes `null` for an empty list in other answers. */
function eventsIn(payload: unknown): readonly unknown[] | undefined {
  const list = isMap(payload) && "events" in payload ? (payload.events ?? []) : payload;
  return Array.isArray(list) ? (list as unknown[]) : undefined;
}

function lastIdOf({ events, unreadable }: ReadEvents): string | undefined {
  return events.at(-1)?.id ?? unreadable.findLast(({ id }) => id !== undefined)?.id;
}

function readError(data: string): string {
  const { error, description, ids } = readLookoutError(parseJson(data)?.value);
  const found = Object.entries(ids).map(([name, id]) => ` (${name} ${id})`);
  return `${description ?? error ?? "no reason given"}${found.join("")}`;
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
