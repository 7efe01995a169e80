import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { accept } from "./accept";
import type { Clock } from "./clock";
import type { TenantContext } from "./tenant-context";
import { type Faults, faultSchema } from "./faults";

const clockSchema = z.strictObject({ advanceMs: z.int().positive() });
const faultsSchema = z.array(faultSchema);

/** Control routes `/_tenant/*` for time and faults. The Lookout folder has the controls for its console and for phones.
 *  Loopback only, as the whole tenant. */
export function registerControl(app: FastifyInstance, context: TenantContext, clock: Clock, faults: Faults): void {
  app.get("/_tenant/health", () => ({ tenantId: context.settings.tenantId }));

  app.get("/_tenant/faults", () => faults.list());
  app.put("/_tenant/faults", (request, reply) =>
    accept(reply, faultsSchema, request.body, (body) => {
      faults.set(body);
    }),
  );
  app.delete("/_tenant/faults", (_request, reply) => {
    faults.set([]);
    return reply.status(204).send();
  });

  app.post("/_tenant/clock", (request, reply) =>
    accept(reply, clockSchema, request.body, ({ advanceMs }) => {
      clock.advance(advanceMs);
    }),
  );
}
