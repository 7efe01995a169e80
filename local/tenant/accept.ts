import type { FastifyReply } from "fastify";
import type { z } from "zod";
import { findProblems } from "../../model/validation";

/** Runs a control request. Responds with 204, or with 400 and all validation errors. */
export function accept<T>(
  reply: FastifyReply,
  schema: z.ZodType<T>,
  body: unknown,
  act: (value: T) => void,
): FastifyReply {
  const problems = findProblems(schema, body);
  if (problems.length > 0)
    return reply.status(400).send({ problems: problems.map(({ path, message }) => ({ path, message })) });
  act(schema.parse(body));
  return reply.status(204).send();
}
