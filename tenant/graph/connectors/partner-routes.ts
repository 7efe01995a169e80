import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { type Connectors, lookoutConnectorId } from "./connectors";

const simulationSchema = z.strictObject({
  heartbeats: z.enum(["running", "stopped"]).optional(),
  state: z.enum(["unavailable", "available", "enabled", "unresponsive", "notSetUp", "error"]).nullable().optional(),
});

/** The tenant's own control over what only a partner can do: `POST /_tenant/graph/lookout-connector` with
 *  `{"heartbeats": "stopped"}` lets Lookout fall silent, `{"state": "error"}` shows a state until `null` takes it back. */
export function registerPartnerControl(app: FastifyInstance, connectors: Connectors): void {
  app.post("/_tenant/graph/lookout-connector", async (request, reply) => {
    const simulation = simulationSchema.safeParse(request.body);
    if (!simulation.success) return reply.status(400).send({ error: z.prettifyError(simulation.error) });
    const connector = connectors.find(lookoutConnectorId);
    if (connector === undefined) return reply.status(409).send({ error: "Lookout's connector is not in Intune yet" });
    connectors.simulate(connector, simulation.data);
    return reply.status(204).send();
  });
}
