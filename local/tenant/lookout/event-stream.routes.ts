import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { findProblems } from "../../../model/validation";
import { accept } from "../accept";
import type { TenantContext } from "../tenant-context";
import { eventTypes, type EventLog, type EventType, type LookoutEvent } from "./event-log";
import { fail } from "./public-api";

/** Maximum number of events per frame. */
const batchSize = 50;

/** The types to send, separated by commas. Default: all. */
export const typesInQuery = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.enum(eventTypes)))
  .optional();

const querySchema = z.object({
  types: typesInQuery,
  id: z.union([z.guid(), z.literal("0")]).optional(),
  start_time: z.iso.datetime({ offset: true }).optional(),
});

const controlSchema = z.union([
  z.strictObject({ end: z.literal(true) }),
  z.strictObject({ reconnect: z.literal(true) }),
  z.strictObject({ error: z.string() }),
  /** Number of events after which the next streams break in the middle of a frame, open ones first. */
  z.strictObject({ dropAfterEvents: z.int().nonnegative(), times: z.int().positive().default(1) }),
]);

interface OpenStream {
  readonly reply: FastifyReply;
  readonly frames: Readable;
  /** Whether data was sent since the last due heartbeat. */
  busy: boolean;
  /** Number of events until it breaks; undefined if it does not break. */
  breaksAfter: number | undefined;
}

/** The Mobile Risk API's event stream: stored events since the reader's last event or time, then new events. */
export function registerEventStream(app: FastifyInstance, context: TenantContext, log: EventLog): void {
  const { streamHeartbeatMs, streamRetryMs, unknowns } = context.settings;
  const open = new Set<OpenStream>();
  let breaks: { afterEvents: number; times: number } = { afterEvents: 0, times: 0 };

  app.get<{ Querystring: Record<string, unknown> }>("/mra/stream/v2/events", (request, reply) => {
    const requested = { id: request.headers["last-event-id"], ...request.query };
    const [problem] = findProblems(querySchema, requested);
    if (problem !== undefined) return fail(request, reply, 400, `${problem.path}: ${problem.message}`);
    const { types = eventTypes, id, start_time: start } = querySchema.parse(requested);

    const stream = openStream(reply, streamRetryMs === undefined ? "" : `retry:${streamRetryMs}\n\n`);
    orderBreak(stream);
    const send = (events: readonly LookoutEvent[]) => {
      sendEvents(stream, ofTypes(events, types), context);
    };
    // Lookout's own capture of the stream has heartbeats first, and then the stored events.
    let heartbeatsLeft = unknowns.heartbeatsBeforeHistory;
    const opened = context.now();
    let stopListening = (): void => undefined;
    const sendHistory = (): void => {
      send(id === undefined ? log.since(start === undefined ? opened : Date.parse(start)) : log.after(id));
      stopListening = log.listen(send);
    };
    const heartbeat = setInterval(() => {
      if (!stream.busy) stream.frames.push(frame("heartbeat", {}));
      stream.busy = false;
      heartbeatsLeft -= 1;
      if (heartbeatsLeft === 0) sendHistory();
    }, streamHeartbeatMs).unref();
    if (heartbeatsLeft <= 0) sendHistory();
    open.add(stream);
    reply.raw.once("close", () => {
      open.delete(stream);
      stopListening();
      clearInterval(heartbeat);
    });
    return reply.type("text/event-stream").header("cache-control", "no-cache").send(stream.frames);
  });

  app.post("/_tenant/stream", (request, reply) =>
    accept(reply, controlSchema, request.body, (order) => {
      if ("dropAfterEvents" in order) {
        breaks = { afterEvents: order.dropAfterEvents, times: order.times };
        open.forEach(orderBreak);
        return;
      }
      const last =
        "end" in order
          ? frame("end", {})
          : "reconnect" in order
            ? frame("reconnect", {})
            : frame("error", { error: order.error, "request-id": request.id });
      for (const { frames } of open) {
        frames.push(last);
        frames.push(null);
      }
    }),
  );

  function orderBreak(stream: OpenStream): void {
    if (breaks.times === 0) return;
    breaks.times -= 1;
    stream.breaksAfter = breaks.afterEvents;
    if (stream.breaksAfter === 0) breakOff(stream);
  }
}

function openStream(reply: FastifyReply, beginning: string): OpenStream {
  const frames = new Readable({ read: () => undefined });
  frames.push(beginning);
  return { reply, frames, busy: false, breaksAfter: undefined };
}

function ofTypes(events: readonly LookoutEvent[], types: readonly EventType[]): LookoutEvent[] {
  return events.filter(({ type }) => types.includes(type));
}

function sendEvents(stream: OpenStream, events: readonly LookoutEvent[], { settings }: TenantContext): void {
  const { eventFrameName, eventPayload } = settings.unknowns;
  const sent = events.slice(0, stream.breaksAfter);
  for (let start = 0; start < sent.length; start += batchSize) {
    const batch = sent.slice(start, start + batchSize);
    const payload = eventPayload === "array" ? batch : { events: batch };
    stream.frames.push(frame(eventFrameName, payload, batch.at(-1)?.id));
    stream.busy = true;
  }
  if (stream.breaksAfter === undefined) return;
  stream.breaksAfter -= sent.length;
  if (stream.breaksAfter === 0 && sent.length > 0) breakOff(stream);
}

/** Breaks the connection in the middle of a frame, after earlier data was sent. */
function breakOff({ reply, frames }: OpenStream): void {
  if (frames.readableLength > 0 || !reply.raw.headersSent) {
    setImmediate(() => {
      breakOff({ reply, frames, busy: false, breaksAfter: 0 });
    });
    return;
  }
  reply.raw.write('event:events\ndata:{"events":[{"id":"', () => reply.raw.destroy());
}

function frame(name: string, data: object, id?: string): string {
  return `${id === undefined ? "" : `id:${id}\n`}event:${name}\ndata:${JSON.stringify(data)}\n\n`;
}
