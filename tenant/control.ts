import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { findProblems } from "../domain/validation";
import { enrollmentSettingsSchema } from "../domain/lookout-enrollment-settings";
import { lookoutConnectorSchema } from "../domain/lookout-connector";
import type { Clock } from "./clock";
import type { TenantContext } from "./context";
import { type Faults, faultSchema } from "./faults";
import { deviceSchema, LookoutState } from "./lookout/state";

const clockSchema = z.strictObject({ advanceMs: z.int().positive() });
const faultsSchema = z.array(faultSchema);

/** `/_tenant/*`: time, faults, and what people do in Lookout's console and with their phones. Loopback only, as all of it. */
export function registerControl(app: FastifyInstance, context: TenantContext, clock: Clock, faults: Faults): void {
  const lookout = new LookoutState(context);

  app.get("/_tenant/health", () => ({ tenantId: context.settings.tenantId }));
  app.get("/_tenant/lookout", () => lookout.current());

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

  app.put("/_tenant/console/connector", (request, reply) =>
    accept(reply, lookoutConnectorSchema, request.body, (settings) => {
      lookout.saveConnectorInConsole(settings);
    }),
  );
  app.delete("/_tenant/console/connector", (_request, reply) => {
    lookout.removeConnectors();
    return reply.status(204).send();
  });
  app.put("/_tenant/console/enrollment-settings", (request, reply) =>
    accept(reply, enrollmentSettingsSchema, request.body, (enrollmentSettings) => {
      lookout.saveSettings({ enrollmentSettings });
    }),
  );
  app.put("/_tenant/devices", (request, reply) =>
    accept(reply, deviceSchema, request.body, (device) => {
      lookout.saveDevice(device);
    }),
  );
}

function accept<T>(reply: FastifyReply, schema: z.ZodType<T>, body: unknown, act: (value: T) => void): FastifyReply {
  const problems = findProblems(schema, body);
  if (problems.length > 0)
    return reply.status(400).send({ problems: problems.map(({ path, message }) => ({ path, message })) });
  act(schema.parse(body));
  return reply.status(204).send();
}
