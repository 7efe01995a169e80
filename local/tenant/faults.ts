import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

/** Longest answer that a stale read can repeat, in characters. */
const longestKeptAnswer = 200_000;

/** A fault: its effect, its requests, and how often it occurs. */
export const faultSchema = z.strictObject({
  /** HTTP method, or several. Default: any. */
  method: z.union([z.string().toUpperCase(), z.array(z.string().toUpperCase())]).optional(),
  /** Regular expression that the path with its query has to match. */
  path: z.string().refine(isRegularExpression, "not a regular expression"),
  /** Number of requests that it affects. Default: all. */
  times: z.int().positive().optional(),
  /** Number of matching requests that pass first. */
  after: z.int().nonnegative().default(0),
  kind: z.discriminatedUnion("is", [
    z.strictObject({ is: z.literal("status"), status: z.int().min(400).max(599), body: z.unknown().optional() }),
    z.strictObject({ is: z.literal("delay"), ms: z.int().positive() }),
    /** The connection breaks: before the request is handled, or after, so that the write happens without a response. */
    z.strictObject({ is: z.literal("drop"), when: z.enum(["before", "after"]) }),
    /** The request is held until its client goes away: before it is handled, or after, so that the write happens without a
     *  response. */
    z.strictObject({ is: z.literal("hang"), when: z.enum(["before", "after"]) }),
    /** 429, with a Retry-After of any form that services send, or none. */
    z.strictObject({ is: z.literal("throttle"), retryAfter: z.string().optional() }),
    /** GET repeats its last response, even after a change. */
    z.strictObject({ is: z.literal("stale") }),
  ]),
});
export type Fault = z.infer<typeof faultSchema>;

interface ActiveFault {
  readonly fault: Fault;
  readonly pattern: RegExp;
  seen: number;
  hits: number;
}

/** Faults in force, in the order they were set. */
export class Faults {
  private active: ActiveFault[] = [];
  /** The last successful response of every GET, for stale reads. */
  readonly answers = new Map<string, unknown>();

  set(faults: readonly Fault[]): void {
    this.active = faults.map((fault) => ({ fault, pattern: new RegExp(fault.path), seen: 0, hits: 0 }));
  }

  list(): readonly object[] {
    return this.active.map(({ fault, hits }) => ({ ...fault, hits }));
  }

  /** Faults that affect this request. Each call counts as an occurrence. */
  take(method: string, url: string): Fault["kind"][] {
    return this.active.filter((active) => this.hits(active, method, url)).map(({ fault }) => fault.kind);
  }

  private hits(active: ActiveFault, method: string, url: string): boolean {
    const { fault, pattern } = active;
    if (fault.method !== undefined && ![fault.method].flat().includes(method)) return false;
    if (!pattern.test(url)) return false;
    active.seen += 1;
    if (active.seen <= fault.after || active.hits >= (fault.times ?? Infinity)) return false;
    active.hits += 1;
    return true;
  }
}

/** Applies faults to all routes except the control routes. */
export function registerFaults(app: FastifyInstance, faults: Faults): void {
  const dropAfter = new WeakSet<FastifyRequest>();
  const hangAfter = new WeakSet<FastifyRequest>();
  app.addHook("onRequest", async (request, reply) => {
    if (request.url.startsWith("/_tenant/")) return;
    for (const kind of faults.take(request.method, request.url)) {
      if (kind.is === "delay") await new Promise((resolve) => setTimeout(resolve, kind.ms));
      else if (kind.is === "drop" && kind.when === "before") drop(request, reply);
      else if (kind.is === "drop") dropAfter.add(request);
      else if (kind.is === "hang" && kind.when === "before") reply.hijack();
      else if (kind.is === "hang") hangAfter.add(request);
      else if (kind.is === "stale") await answerAsBefore(request, reply, faults);
      else await fail(request, reply, kind);
      if (reply.sent) return;
    }
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    // Without a call of done, nothing is sent.
    if (hangAfter.has(request)) return;
    if (dropAfter.has(request)) drop(request, reply);
    // A stream has no response to repeat, and pages with a thousand records would use too much memory.
    const repeatable = typeof payload === "string" && payload.length <= longestKeptAnswer;
    if (repeatable && request.method === "GET" && reply.statusCode === 200) faults.answers.set(request.url, payload);
    done(null, payload);
  });
}

function drop(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  request.raw.socket.destroy();
}

async function answerAsBefore(request: FastifyRequest, reply: FastifyReply, faults: Faults): Promise<void> {
  const answer = faults.answers.get(request.url);
  if (request.method === "GET" && answer !== undefined) await reply.type("application/json").send(answer);
}

async function fail(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Extract<Fault["kind"], { is: "status" | "throttle" }>,
): Promise<void> {
  if (kind.is === "throttle") {
    if (kind.retryAfter !== undefined) void reply.header("retry-after", kind.retryAfter);
    await reply.status(429).send(errorOf(request, "TooManyRequests", "Too many requests."));
    return;
  }
  await reply
    .status(kind.status)
    .send(kind.body ?? errorOf(request, "InjectedFault", "This fault was injected into the local tenant."));
}

/** Each service has its own error format. */
export function errorOf(request: Pick<FastifyRequest, "id" | "url">, code: string, message: string): object {
  if (/^\/(v1\.0|beta)\//.test(request.url)) {
    const ids = { "request-id": request.id, "client-request-id": request.id };
    return { error: { code, message, innerError: { date: new Date().toISOString().slice(0, 19), ...ids } } };
  }
  if (/^\/(subscriptions|providers)(\/|$|\?)/.test(request.url)) return { error: { code, message } };
  if (request.url.startsWith("/v1/")) return { error: { code, message, requestId: request.id } };
  return { error: code, error_description: message, "request-id": request.id };
}

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
