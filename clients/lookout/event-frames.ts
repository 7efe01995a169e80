import { createParser, type EventSourceMessage } from "eventsource-parser";
import { z } from "zod";
import { readLookoutError } from "./error";
import { lookoutEventSchema, type LookoutEvent } from "./event";

/** What a frame of the event stream says. */
export type StreamFrame =
  | {
      readonly is: "events";
      readonly events: readonly LookoutEvent[];
      /** From which to go on after this frame; undefined for a frame without events. */
      readonly lastId: string | undefined;
    }
  /** Nothing happened, and the connection holds. */
  | { readonly is: "heartbeat" }
  /** Lookout asks the reader to come back. */
  | { readonly is: "reconnect" }
  /** Lookout has ended the stream. */
  | { readonly is: "end" }
  | { readonly is: "error"; readonly message: string }
  /** It should hold events and cannot be read; going on would lose what it told. */
  | { readonly is: "malformed"; readonly message: string }
  /** How long to wait before coming back, in ms. */
  | { readonly is: "retry"; readonly ms: number };

/** Reads the stream's bytes, in whatever pieces they come. */
export interface FrameReader {
  /** Frames that these bytes complete, in their order. */
  read(bytes: Uint8Array): StreamFrame[];
}

export function createFrameReader(): FrameReader {
  const decoder = new TextDecoder();
  let frames: StreamFrame[] = [];
  const parser = createParser({
    onEvent: (message) => frames.push(...frameOf(message)),
    onRetry: (ms) => frames.push({ is: "retry", ms }),
    // Servers of this kind keep idle connections open with comments.
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

/** Frames of other names are left alone: Lookout may add some. */
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
    return { is: "malformed", message: `${name} holds no list of events with an id and a type each` };
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
