import { z } from "zod";
import { permissionToRead, permissionToWrite } from "../../model/graph-permissions";
import { pathOfType } from "../../model/graph-type";
import { mtdConnectorType } from "../../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { isNotFound, ServiceError } from "../http/service-error";
import type { GraphClient, GraphRequest } from "./graph-client";
import { readAllPages } from "./graph-pages";

const collection = pathOfType(mtdConnectorType);
const { odataType } = mtdConnectorType;
const what = "a Mobile Threat Defense connector";
const readPermission = permissionToRead("connector");
const writePermission = permissionToWrite("connector");

const connectorSchema = z.looseObject({
  id: z.string(),
  // A string, because Microsoft adds members.
  partnerState: z.string().nullish(),
  lastHeartbeatDateTime: z.string().nullish(),
});

/** A Mobile Threat Defense connector as Graph returns it, with all properties.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-onboarding-mobilethreatdefenseconnector */
export type MobileThreatDefenseConnector = z.infer<typeof connectorSchema>;

/** Builds the request that reads one connector. */
export function connectorRequest(id: string): GraphRequest {
  return { method: "GET", path: pathOf(id), permission: readPermission };
}

/** Reads a connector from a response body. */
export function readConnector(body: unknown): MobileThreatDefenseConnector {
  const result = connectorSchema.safeParse(body);
  if (result.success) return result.data;
  throw new ServiceError(`Microsoft Graph returned something that is not ${what}.`);
}

/** Reads one connector; undefined when no connector has that id. */
export async function getConnector(graph: GraphClient, id: string): Promise<MobileThreatDefenseConnector | undefined> {
  try {
    const answer = await graph.send(connectorRequest(id));
    return readConnector(answer.body);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Lists all connectors of the tenant. */
export function listConnectors(graph: GraphClient): Promise<MobileThreatDefenseConnector[]> {
  return readAllPages(graph, { path: collection, member: connectorSchema, permission: readPermission, what });
}

/** Updates some properties. Intune responds with 200 or 204, so the response body is ignored: read the connector again. */
export async function patchConnector(
  graph: GraphClient,
  id: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const body = { "@odata.type": odataType, ...changes };
  await graph.send({ method: "PATCH", path: pathOf(id), body, permission: writePermission });
}

const createdSchema = z.looseObject({ id: z.string() });

/** Creates a connector with a partner's id. Returns the id from Intune's response; undefined when the response has none.
 *  Microsoft lists the id among the properties of the body, although its example leaves it out.
 *  Source: https://learn.microsoft.com/graph/api/intune-onboarding-mobilethreatdefenseconnector-create */
export async function createConnector(graph: GraphClient, id: string): Promise<string | undefined> {
  const body = { "@odata.type": odataType, id };
  const answer = await graph.send({ method: "POST", path: collection, body, permission: writePermission });
  const created = createdSchema.safeParse(answer.body);
  return created.success ? created.data.id.toLowerCase() : undefined;
}

// No If-Match: the published OpenAPI has that header for DELETE only, and Intune returns no ETag to send in it.
/** Deletes the connector. Deleting a missing connector is not an error. Microsoft does not document what the deletion does at
 *  the partner. */
export async function deleteConnector(graph: GraphClient, id: string): Promise<void> {
  try {
    await graph.send({ method: "DELETE", path: pathOf(id), permission: writePermission });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

function pathOf(id: string): string {
  return `${collection}/${encodeURIComponent(id)}`;
}
