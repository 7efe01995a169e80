import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { TenantContext } from "../tenant-context";
import type { LookoutSignIn } from "./lookout-sign-in";

const requestsPerMinute = 100;
const windowMs = 60_000;

/** Common checks of Lookout's public endpoints: tokens and their shared rate limit. */
export function guardPublicApi(app: FastifyInstance, context: TenantContext, signIn: LookoutSignIn): void {
  const recent: number[] = [];

  app.addHook("onRequest", async (request, reply) => {
    if (!/^\/(mra|mgmt)\//.test(request.url)) return;
    if (!(await signIn.admit(request, () => fail(request, reply, 401, "Unauthorized")))) return;
    const now = context.now();
    while (recent[0] !== undefined && recent[0] <= now - windowMs) recent.shift();
    if (recent[0] === undefined || recent.length < requestsPerMinute) {
      recent.push(now);
      return;
    }
    if (context.settings.unknowns.lookoutRetryAfter === "seconds") {
      void reply.header("retry-after", Math.ceil((recent[0] + windowMs - now) / 1000));
    }
    await fail(request, reply, 429, "Too many requests");
  });
}

/** Answers with an error as the Mobile Risk API writes it. */
export function fail(request: FastifyRequest, reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.status(status).send({ error, "request-id": request.id });
}
