import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { EnrollmentSettings } from "../../../resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";
import type { LookoutConnectorSettings } from "../../../resources/lookout-connector/lookout-connector.schema";
import type { NotificationPreferences } from "../../../resources/lookout-notification-preferences/lookout-notification-preferences.schema";
import type { ThreatClassificationSettings } from "../../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import type { AuditedChanges } from "./audited-changes";
import { GatewayContract } from "./contract";
import type { LookoutSignIn } from "./lookout-sign-in";
import type { LookoutState, StoredConnector } from "./lookout-state";

interface ConnectorParams {
  readonly connectorId: string;
}

/** The configuration gateway. Validates requests and responses against gateway/openapi.yaml. */
export function registerGateway(
  app: FastifyInstance,
  lookout: LookoutState,
  changes: AuditedChanges,
  signIn: LookoutSignIn,
): void {
  const contract = new GatewayContract();

  app.addHook("onRequest", async (request, reply) => {
    if (!request.url.startsWith("/v1/")) return;
    void reply.header("x-request-id", requestIdOf(request));
    await signIn.admit(request, () =>
      fail(reply, request, 401, "unauthorized", "The access token is missing, wrong or expired; sign in again."),
    );
  });

  app.get("/v1/intune-connectors", (_request, reply) =>
    reply.send({ connectors: lookout.current().connectors.map((connector) => present(contract, connector)) }),
  );
  app.post("/v1/intune-connectors", (request, reply) => {
    const settings = read(contract, "IntuneConnectorSettings", request, reply);
    if (settings === undefined) return reply;
    if (lookout.current().connectors.length > 0) {
      return fail(reply, request, 409, "conflict", "The tenant has an Intune connector already; change that one.");
    }
    return reply.status(201).send(present(contract, changes.createConnector(settings)));
  });

  app.get<{ Params: ConnectorParams }>("/v1/intune-connectors/:connectorId", (request, reply) => {
    const connector = lookout.connector(request.params.connectorId);
    return connector === undefined ? notFound(reply, request) : reply.send(present(contract, connector));
  });
  app.put<{ Params: ConnectorParams }>("/v1/intune-connectors/:connectorId", (request, reply) => {
    const settings = read(contract, "IntuneConnectorSettings", request, reply);
    if (settings === undefined) return reply;
    const connector = changes.replaceConnector(request.params.connectorId, settings);
    return connector === undefined ? notFound(reply, request) : reply.send(present(contract, connector));
  });
  app.delete<{ Params: ConnectorParams }>("/v1/intune-connectors/:connectorId", (request, reply) =>
    changes.removeConnector(request.params.connectorId) ? reply.status(204).send() : notFound(reply, request),
  );

  for (const { path, schema, member } of oneSets) {
    app.get(path, (request, reply) => {
      const settings = lookout.current()[member];
      if (settings === undefined) return notFound(reply, request);
      contract.assert(schema, settings);
      return reply.send(settings);
    });
    app.put(path, (request, reply) => {
      const settings = read(contract, schema, request, reply);
      if (settings === undefined) return reply;
      changes.saveSettings({ [member]: settings });
      return reply.send(settings);
    });
    app.delete(path, (request, reply) => {
      if (lookout.current()[member] === undefined) return notFound(reply, request);
      changes.saveSettings({ [member]: undefined });
      return reply.status(204).send();
    });
  }
}

/** Settings of which a tenant has one set. */
const oneSets = [
  { path: "/v1/enrollment-settings", schema: "EnrollmentSettings", member: "enrollmentSettings" },
  { path: "/v1/notification-preferences", schema: "NotificationPreferences", member: "notificationPreferences" },
  { path: "/v1/threat-classifications", schema: "ThreatClassifications", member: "threatClassifications" },
] as const;

interface Bodies {
  readonly IntuneConnectorSettings: LookoutConnectorSettings;
  readonly EnrollmentSettings: EnrollmentSettings;
  readonly NotificationPreferences: NotificationPreferences;
  readonly ThreatClassifications: ThreatClassificationSettings;
}

/** Returns the valid body, or responds with 400 and returns undefined. */
function read<Schema extends keyof Bodies>(
  contract: GatewayContract,
  schema: Schema,
  request: FastifyRequest,
  reply: FastifyReply,
): Bodies[Schema] | undefined {
  const problem = contract.problem(schema, request.body);
  if (problem === undefined) return request.body as Bodies[Schema];
  const message = problem.property === "" ? problem.message : `${problem.property} ${problem.message}`;
  fail(reply, request, 400, "invalidRequest", message, problem.property);
  return undefined;
}

function present(contract: GatewayContract, { id, settings }: StoredConnector): object {
  const connector = { id, ...settings };
  contract.assert("IntuneConnector", connector);
  return connector;
}

function notFound(reply: FastifyReply, request: FastifyRequest): FastifyReply {
  return fail(reply, request, 404, "notFound", "No such object exists.");
}

function fail(
  reply: FastifyReply,
  request: FastifyRequest,
  status: number,
  code: string,
  message: string,
  property?: string,
): FastifyReply {
  const where = property === undefined || property === "" ? {} : { property };
  return reply.status(status).send({ error: { code, message, ...where, requestId: requestIdOf(request) } });
}

const generatedIds = new WeakMap<FastifyRequest, string>();

/** The caller's request id, or a new one. */
function requestIdOf(request: FastifyRequest): string {
  const sent = request.headers["x-request-id"];
  if (typeof sent === "string") return sent;
  const id = generatedIds.get(request) ?? randomUUID();
  generatedIds.set(request, id);
  return id;
}
