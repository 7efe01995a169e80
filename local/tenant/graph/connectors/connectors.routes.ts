import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { isGuid } from "../../../../model/identifiers";
import { type GraphApi, type IdParams, rootOf } from "../graph-api";
import { type Body, readBody, structuralPart } from "../body";
import { badRequest, GraphError } from "../graph-error-body";
import { readQuery } from "../odata/odata-query";
import { pageOf } from "../odata/odata-paging";
import { permissions, requireIntunePermission } from "../route-permissions";
import { lackedProperties } from "../lacked-by-types";
import { structuralProperties } from "../graph-schemas";
import { checkSelect } from "../view";
import type { StoredConnector } from "./connector-store";
import { type Connectors, lookoutConnectorId } from "./connectors";

const type = "microsoft.graph.mobileThreatDefenseConnector";
const path = "/deviceManagement/mobileThreatDefenseConnectors";
/** States in which the partner is not in contact. */
const withoutContact = ["unavailable", "notSetUp", "neverConfigured"];
const serverOwned = [
  ...["id", "partnerState", "lastHeartbeatDateTime"],
  ...lackedProperties.filter(({ writtenBy }) => writtenBy === "partner").map(({ property }) => property),
];

/** Source: https://learn.microsoft.com/graph/api/resources/intune-onboarding-mobilethreatdefenseconnector */
export function registerConnectors(api: GraphApi, connectors: Connectors): void {
  const { app, context } = api;

  app.get(path, (request) => {
    requireIntunePermission(request, permissions.readIntuneServiceConfig);
    const query = readQuery(request);
    if (query.filter !== undefined) throw badRequest("$filter is not served for this collection.");
    checkSelect(api.version, type, query.select);
    const page = pageOf(connectors.list(), ({ id }) => id, query.after, query.top);
    const next = new URL(request.url, context.settings.baseUrl);
    if (page.next !== undefined) next.searchParams.set("$skiptoken", page.next);
    return {
      "@odata.context": `${rootOf(api)}/$metadata#deviceManagement/mobileThreatDefenseConnectors`,
      ...(query.count ? { "@odata.count": connectors.list().length } : {}),
      ...(page.next === undefined ? {} : { "@odata.nextLink": next.href }),
      value: page.items.map((connector) => show(api, connectors, connector, request, query.select)),
    };
  });

  app.get<IdParams>(`${path}/:id`, (request) => {
    requireIntunePermission(request, permissions.readIntuneServiceConfig);
    const { select } = readQuery(request);
    checkSelect(api.version, type, select);
    const connector = connectors.find(request.params.id) ?? missing(request.params.id);
    return withContext(api, show(api, connectors, connector, request, select));
  });

  app.post(path, async (request, reply) => {
    requireIntunePermission(request, permissions.writeIntuneServiceConfig);
    const body = readConnectorBody(api, request);
    const id = readId(body);
    if (connectors.exists(id)) {
      const status = context.settings.unknowns.connectorDuplicate;
      throw new GraphError(
        status,
        status === 409 ? "Conflict" : "BadRequest",
        `A connector with id '${id}' already exists.`,
      );
    }
    const { connectorCreate } = context.settings.unknowns;
    const early = !connectors.hasContact(id);
    if (early && connectorCreate === "refused") {
      throw badRequest(`No partner with id '${id}' is connected to this tenant.`);
    }
    const createdId = early && connectorCreate === "otherId" ? randomUUID() : id;
    const created = connectors.create(createdId, writablePart(api, { ...body, id: undefined }));
    return reply.status(201).send(withContext(api, show(api, connectors, created, request)));
  });

  app.patch<IdParams>(`${path}/:id`, async (request, reply) => {
    requireIntunePermission(request, permissions.writeIntuneServiceConfig);
    const body = readConnectorBody(api, request);
    const connector = connectors.find(request.params.id) ?? missing(request.params.id);
    const early = withoutContact.includes(connectors.stateOf(connector));
    if (early && context.settings.unknowns.connectorPatchWhileUnavailable === "refused") {
      throw badRequest("The partner of this connector is not available.");
    }
    const changed = connectors.write(connector, writablePart(api, body));
    if (context.settings.unknowns.connectorPatchStatus === 204) return reply.status(204).send();
    return withContext(api, show(api, connectors, changed, request));
  });

  app.delete<IdParams>(`${path}/:id`, async (request, reply) => {
    requireIntunePermission(request, permissions.writeIntuneServiceConfig);
    const { id } = request.params;
    if (!connectors.exists(id) && context.settings.unknowns.connectorDeleteMissing === 404) missing(id);
    connectors.delete(id);
    return reply.status(204).send();
  });
}

/** The body of a write. Current schemas require its `@odata.type`. */
function readConnectorBody(api: GraphApi, request: FastifyRequest): Body {
  const body = readBody(api.version, type, request.body);
  if (body["@odata.type"] === undefined) {
    throw badRequest(`The body must have the property '@odata.type' with the value '#${type}'.`);
  }
  return body;
}

function readId(body: Body): string {
  if (typeof body.id === "string" && isGuid(body.id)) return body.id.toLowerCase();
  throw badRequest(`The property 'id' must be the partner's GUID, such as ${lookoutConnectorId} for Lookout.`);
}

/** The writable properties of a body. Microsoft does not document what Intune does with the others: a switch decides. */
function writablePart(api: GraphApi, body: Body): Record<string, unknown> {
  const given = Object.entries(structuralPart(body)).filter(([, value]) => value !== undefined);
  const refused = given.find(([name]) => serverOwned.includes(name));
  if (refused !== undefined && api.context.settings.unknowns.connectorServerOwned === "refused") {
    throw badRequest(`The property '${refused[0]}' is written by the service and cannot be set.`);
  }
  return Object.fromEntries(given.filter(([name]) => !serverOwned.includes(name)));
}

function show(
  api: GraphApi,
  connectors: Connectors,
  connector: StoredConnector,
  request: FastifyRequest,
  select?: readonly string[],
): Record<string, unknown> {
  const kept = connectors.propertiesOf(connector);
  const properties = structuralProperties(api.version, type);
  return Object.fromEntries(
    (select ?? Object.keys(properties)).map((name) => {
      const { enum: members, type: valueType } = properties[name] ?? {};
      const value = kept[name] ?? (valueType === "boolean" ? false : null);
      // Hide newer enum values, unless the client accepts unknown members.
      const known = members?.some((member) => member === value) !== false;
      const hidden = !known && !acceptsUnknownMembers(request);
      return [name, hidden ? "unknownFutureValue" : value];
    }),
  );
}

function acceptsUnknownMembers(request: FastifyRequest): boolean {
  return request.headers.prefer?.toString().includes("include-unknown-enum-members") === true;
}

function withContext(api: GraphApi, connector: object): object {
  return {
    "@odata.context": `${rootOf(api)}/$metadata#deviceManagement/mobileThreatDefenseConnectors/$entity`,
    ...connector,
  };
}

function missing(id: string): never {
  throw new GraphError(404, "ResourceNotFound", `Mobile threat defense connector '${id}' was not found.`);
}

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
