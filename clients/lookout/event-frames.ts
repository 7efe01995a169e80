import { createParser, type EventSourceMessage } from "eventsource-parser";
import { z } from "zod";
import { readLookoutError } from "./lookout-error";
import { lookoutEventSchema, type LookoutEvent } from "./lookout-event";

/** A frame of the event stream. */
export type StreamFrame =
  | {
      readonly is: "events";
      readonly events: readonly LookoutEvent[];
      /** Id from which to resume after this frame; undefined for a frame without events. */
      readonly lastId: string | undefined;
    }
  /** No new events; the connection is alive. */
  | { readonly is: "heartbeat" }
  /** Lookout asks the client to reconnect. */
  | { readonly is: "reconnect" }
  /** Lookout has ended the stream. */
  | { readonly is: "end" }
  | { readonly is: "error"; readonly message: string }
  /** A frame of events that cannot be parsed. Skipping it would lose events. */
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
      parser.feed(decoder.decode(bytes, { stream: true }));
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

const eventsSchema = z.array(lookoutEventSchema);
const payloadSchema = z.union([
  eventsSchema,
  z.looseObject({ events: eventsSchema }).transform(({ events }) => events),
]);

function readEvents(data: string, id: string | undefined): StreamFrame {
  const name = id === undefined ? "a frame without an id" : `frame ${id}`;
  const json = parseJson(data);
  if (json === undefined) return { is: "malformed", message: `${name} is not JSON` };
  const payload = payloadSchema.safeParse(json.value);
  if (!payload.success) {
    return { is: "malformed", message: `${name} is not a list of events with an id and a type` };
  }
  return { is: "events", events: payload.data, lastId: id ?? payload.data.at(-1)?.id };
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
