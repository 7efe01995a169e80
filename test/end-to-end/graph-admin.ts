import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import axios, { type AxiosInstance } from "axios";
import type { TenantConnection } from "../../local/tenant/tenant-context";

/** Someone who works in the Entra and Intune consoles, behind the stack's back: plain HTTP, none of our own clients. */
export function signInAsAdministrator(connection: TenantConnection): Promise<AxiosInstance> {
  return signInTo(connection, connection.baseUrl);
}

/** The same person at work in Azure. */
export async function signInToAzure(connection: TenantConnection): Promise<AxiosInstance> {
  const { data } = await tenantControls(connection).get<{ authentication: { audiences: string[] } }>(
    `${connection.baseUrl}/metadata/endpoints`,
  );
  return signInTo(connection, (data.authentication.audiences[0] ?? "").replace(/\/$/, ""));
}

async function signInTo(connection: TenantConnection, audience: string): Promise<AxiosInstance> {
  const httpsAgent = new Agent({ ca: readFileSync(connection.caFile) });
  const { data } = await axios.post<{ access_token: string }>(
    `${connection.baseUrl}/${connection.tenantId}/oauth2/v2.0/token`,
    new URLSearchParams({
      grant_type: "client_credentials",
      client_id: connection.clientId,
      client_secret: connection.clientSecret,
      scope: `${audience}/.default`,
    }),
    { httpsAgent },
  );
  return axios.create({
    baseURL: connection.baseUrl,
    httpsAgent,
    headers: { Authorization: `Bearer ${data.access_token}` },
  });
}

/** The tenant's own controls: the passing of time, faults, and people who work in Lookout's console. */
export function tenantControls(connection: TenantConnection): AxiosInstance {
  return axios.create({
    baseURL: `${connection.baseUrl}/_tenant`,
    httpsAgent: new Agent({ ca: readFileSync(connection.caFile) }),
  });
}

/** Intune's connector as Graph shows it. */
export interface Connector {
  readonly id: string;
  readonly partnerState: string;
  readonly androidEnabled: boolean;
  readonly iosEnabled: boolean;
  readonly androidDeviceBlockedOnMissingPartnerData: boolean;
  readonly iosDeviceBlockedOnMissingPartnerData: boolean;
  readonly partnerUnsupportedOsVersionBlocked: boolean;
  readonly allowPartnerToCollectIOSApplicationMetadata: boolean;
}

export const connectorPath =
  "/beta/deviceManagement/mobileThreatDefenseConnectors/2c7790de-8b02-4814-85cf-e0c59380dee8";

export async function readConnector(graph: AxiosInstance): Promise<Connector> {
  return (await graph.get<Connector>(connectorPath)).data;
}
