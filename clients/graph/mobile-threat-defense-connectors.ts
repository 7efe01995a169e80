import { z } from "zod";
import { permissionToRead, permissionToWrite } from "../../model/graph-permissions";
import { isNotFound, ServiceError } from "../http/service-error";
import type { GraphClient, GraphRequest } from "./client";
import { readAllPages } from "./pages";

// v1.0 lacks partner states and toggles that this product reports.
const collection = "/beta/deviceManagement/mobileThreatDefenseConnectors";
const odataType = "#microsoft.graph.mobileThreatDefenseConnector";
const what = "a Mobile Threat Defense connector";
const readPermission = permissionToRead("connector");
const writePermission = permissionToWrite("connector");

const connectorSchema = z.looseObject({
  id: z.string(),
  // Kept as it comes: Microsoft adds members.
  partnerState: z.string().nullish(),
  lastHeartbeatDateTime: z.string().nullish(),
});

/** A Mobile Threat Defense connector as Graph answers it, with every property that it sends.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-onboarding-mobilethreatdefenseconnector */
export type MobileThreatDefenseConnector = z.infer<typeof connectorSchema>;

/** The request for one connector. */
export function connectorRequest(id: string): GraphRequest {
  return { method: "GET", path: pathOf(id), permission: readPermission };
}

/** Reads the answer to it. */
export function readConnector(body: unknown): MobileThreatDefenseConnector {
  const result = connectorSchema.safeParse(body);
  if (result.success) return result.data;
  throw new ServiceError(`Microsoft Graph answered with something that is not ${what}.`);
}

/** Reads one connector; undefined when there is none with that id. */
export async function getConnector(graph: GraphClient, id: string): Promise<MobileThreatDefenseConnector | undefined> {
  try {
    const answer = await graph.send(connectorRequest(id));
    return readConnector(answer.body);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Reads every connector of the tenant. */
export function listConnectors(graph: GraphClient): Promise<MobileThreatDefenseConnector[]> {
  return readAllPages(graph, { path: collection, member: connectorSchema, permission: readPermission, what });
}

/** Changes some properties. The answer is not looked at, as Intune gives 200 or 204 here: read the connector again. */
export async function patchConnector(
  graph: GraphClient,
  id: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const body = { "@odata.type": odataType, ...changes };
  await graph.send({ method: "PATCH", path: pathOf(id), body, permission: writePermission });
}

const createdSchema = z.looseObject({ id: z.string() });

/** Asks for a connector with a partner's id, and gives the id that Intune answered with; undefined when it named none. The page lists
 *  the id among the properties of the body, though its example leaves it out.
 *  Source: https://learn.microsoft.com/graph/api/intune-onboarding-mobilethreatdefenseconnector-create */
export async function createConnector(graph: GraphClient, id: string): Promise<string | undefined> {
  const body = { "@odata.type": odataType, id };
  const answer = await graph.send({ method: "POST", path: collection, body, permission: writePermission });
  const created = createdSchema.safeParse(answer.body);
  return created.success ? created.data.id.toLowerCase() : undefined;
}

// No If-Match: the published OpenAPI has that header for DELETE only, and no answer of Intune's brings an ETag to send in it.
/** Deletes the connector; one that is not there is fine. What that does at the partner is not documented. */
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
