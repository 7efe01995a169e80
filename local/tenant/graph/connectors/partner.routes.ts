import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { type Connectors, lookoutConnectorId } from "./connectors";

const simulationSchema = z.strictObject({
  contact: z.enum(["comes", "never"]).optional(),
  heartbeats: z.enum(["running", "stopped"]).optional(),
  state: z.string().nullable().optional(),
});

/** Control routes for the simulated partner: `POST /_tenant/graph/lookout-connector` with `{"contact": "never"}` keeps
 *  Lookout from making contact, `{"heartbeats": "stopped"}` stops its heartbeats afterwards, `{"state": "error"}` shows a partner state
 *  until `null` takes it back. A GET returns whether Intune has the connector. */
export function registerPartnerControl(app: FastifyInstance, connectors: Connectors): void {
  app.get("/_tenant/graph/lookout-connector", () => ({ isThere: connectors.exists(lookoutConnectorId) }));

  app.post("/_tenant/graph/lookout-connector", async (request, reply) => {
    const simulation = simulationSchema.safeParse(request.body);
    if (!simulation.success) return reply.status(400).send({ error: z.prettifyError(simulation.error) });
    const { contact, ...rest } = simulation.data;
    if (contact !== undefined) connectors.setContact(contact === "comes");
    if (Object.keys(rest).length === 0) return reply.status(204).send();
    const connector = connectors.find(lookoutConnectorId);
    if (connector === undefined) return reply.status(409).send({ error: "Lookout's connector is not in Intune yet" });
    connectors.simulate(connector, rest);
    return reply.status(204).send();
  });
}
