import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import axios, { type AxiosInstance } from "axios";
import { allowedHostsVariable } from "../../../clients/http/allowed-hosts";
import { fastDelays, type TenantOptions } from "../../../local/tenant/tenant-options";
import type { LoggedRequest } from "../../../local/tenant/request-log";
import { type RunningTenant, startTenant } from "../../../local/tenant/server";

/** A tenant on a folder and a port of its own, and a client that trusts it and takes every status as an answer. */
export interface TenantUnderTest {
  readonly tenant: RunningTenant;
  readonly http: AxiosInstance;
  readonly folder: string;
  /** The lines of the request log, oldest first, without those for the controls. */
  requests(): LoggedRequest[];
  /** Stops the tenant and deletes its folder. */
  dispose(): Promise<void>;
}

export async function startTenantUnderTest(
  options: Partial<TenantOptions> = {},
  folder = mkdtempSync(join(tmpdir(), "lookout-intune-tenant-")),
): Promise<TenantUnderTest> {
  const requestLog = join(folder, "requests.ndjson");
  const tenant = await startTenant({
    stateFolder: join(folder, "tenant"),
    connectionFile: join(folder, "tenant.json"),
    requestLog,
    ...fastDelays,
    ...options,
  });
  const http = axios.create({
    baseURL: tenant.connection.baseUrl,
    httpsAgent: new Agent({ ca: readFileSync(tenant.connection.caFile) }),
    validateStatus: () => true,
  });
  return {
    tenant,
    http,
    folder,
    requests: () =>
      (existsSync(requestLog) ? readFileSync(requestLog, "utf8") : "")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as LoggedRequest)
        .filter(({ path }) => !path.startsWith("/_tenant/")),
    dispose: async () => {
      await tenant.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes this process trust a tenant of its own, whoever connects, and lets it have credentials. Tenants of other tests in the
 *  process stay trusted. */
export function trustTenant({ tenant: { connection } }: TenantUnderTest): void {
  setDefaultCACertificates([...getCACertificates(), readFileSync(connection.caFile, "utf8")]);
  const allowed = process.env[allowedHostsVariable];
  process.env[allowedHostsVariable] = [allowed, connection.metadataHost].filter(Boolean).join(",");
}

/** The stack config that leads to a tenant, as the engine hands it over. */
export function stackConfigFor({ tenant: { connection } }: TenantUnderTest): Record<string, string> {
  return {
    "azuread:tenantId": connection.tenantId,
    "azuread:clientId": connection.clientId,
    "azuread:clientSecret": connection.clientSecret,
    "azuread:metadataHost": connection.metadataHost,
    "lookout:apiUrl": connection.baseUrl,
    "lookout:gatewayUrl": connection.baseUrl,
    "lookout:applicationKey": connection.lookoutApplicationKey,
  };
}

/** The variable that lets a tenant have credentials, whatever names it. */
export function allowedHostsFor({ tenant: { connection } }: TenantUnderTest): Record<string, string> {
  return { [allowedHostsVariable]: connection.metadataHost };
}

/** Signs in to Entra; the answer's token is for Graph. */
export async function graphToken({ http, tenant: { connection } }: TenantUnderTest): Promise<string> {
  const { data } = await http.post<{ access_token: string }>(
    `/${connection.tenantId}/oauth2/v2.0/token`,
    new URLSearchParams({
      grant_type: "client_credentials",
      client_id: connection.clientId,
      client_secret: connection.clientSecret,
      scope: `${connection.baseUrl}/.default`,
    }),
  );
  return data.access_token;
}

/** Signs in to Lookout; the answer's token is for the Mobile Risk API and the gateway. */
export async function lookoutToken({ http, tenant: { connection } }: TenantUnderTest): Promise<string> {
  const { data } = await http.post<{ access_token: string }>(
    "/oauth2/token",
    new URLSearchParams({ grant_type: "client_credentials" }),
    { headers: { Authorization: `Bearer ${connection.lookoutApplicationKey}` } },
  );
  return data.access_token;
}
