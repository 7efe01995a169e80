import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { findProblems } from "../../../model/validation";
import { eventTypes, type EventLog, type LookoutEvent } from "./event-log";
import { typesInQuery } from "./event-stream.routes";
import { fail } from "./public-api";

const querySchema = z.object({
  types: typesInQuery,
  start_time: z.iso.datetime().optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(1000)).default(1000),
  oid: z.guid().optional(),
});

/** The polled list of events, which Lookout's published documentation does not have. Its events have an `oid` and no `id`.
 *  Source, second-hand: https://github.com/Azure/Azure-Sentinel/pull/14286 */
export function registerEventList(app: FastifyInstance, log: EventLog): void {
  app.get<{ Querystring: Record<string, unknown> }>("/mra/api/v2/events", (request, reply) => {
    const [problem] = findProblems(querySchema, request.query);
    if (problem !== undefined) return fail(request, reply, 400, `${problem.path}: ${problem.message}`);
    const { types = eventTypes, start_time: start, limit, oid } = querySchema.parse(request.query);
    const from = oid === undefined ? log.since(Date.parse(start ?? "1970-01-01T00:00:00Z")) : log.after(oid);
    const page = from.filter(({ type }) => types.includes(type)).slice(0, limit);
    return reply.send({ events: page.length === 0 ? null : page.map(listed), last_oid: page.at(-1)?.id ?? oid });
  });
}

function listed({ id, ...event }: LookoutEvent): object {
  return { oid: id, ...event };
}
