import type { AxiosInstance } from "axios";
import { GraphError, refusal, unanswered } from "./graph-error";

/** What the provider needs to reach a tenant. */
export interface Configuration {
  /** host:port of the metadata endpoint, without scheme. */
  readonly metadataHost: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Where a cloud's services are. */
export interface Cloud {
  /** Root of Graph, and the audience of its tokens; no trailing slash. */
  readonly graph: string;
  /** Root of Azure Resource Manager; no trailing slash. */
  readonly resourceManager: string;
  /** Audience of its tokens; no trailing slash. */
  readonly resourceManagerAudience: string;
  readonly loginEndpoint: string;
}

export interface AccessToken {
  readonly value: string;
  /** Ms since 1970 from which a new one is fetched. */
  readonly renewAt: number;
  /** The caller's own object id, from the token's `oid` claim. */
  readonly objectId: string | undefined;
}

export async function readCloud(http: AxiosInstance, metadataHost: string, signal: AbortSignal): Promise<Cloud> {
  const path = "/metadata/endpoints?api-version=2022-09-01";
  const request = `GET https://${metadataHost}${path}`;
  const answer = await http.get<unknown>(`https://${metadataHost}${path}`, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw unanswered(request, error);
  });
  if (answer.status !== 200) throw refusal(request, answer);
  const body = answer.data as {
    name?: unknown;
    resourceManager?: unknown;
    microsoftGraphResourceId?: unknown;
    authentication?: { loginEndpoint?: unknown; audiences?: unknown };
  } | null;
  const graph = body?.microsoftGraphResourceId;
  const loginEndpoint = body?.authentication?.loginEndpoint;
  const resourceManager = body?.resourceManager;
  if (
    !body?.name ||
    typeof resourceManager !== "string" ||
    resourceManager === "" ||
    typeof graph !== "string" ||
    typeof loginEndpoint !== "string"
  ) {
    throw new Error(
      `${request} did not name a cloud: name, resourceManager, microsoftGraphResourceId and authentication.loginEndpoint are needed. ` +
        "Correct azuread:metadataHost (or ARM_METADATA_HOSTNAME).",
    );
  }
  const audiences: readonly unknown[] = Array.isArray(body.authentication?.audiences)
    ? body.authentication.audiences
    : [];
  const [audience = resourceManager] = audiences.filter((one): one is string => typeof one === "string");
  return {
    graph: withoutSlash(graph),
    loginEndpoint: withoutSlash(loginEndpoint),
    resourceManager: withoutSlash(resourceManager),
    resourceManagerAudience: withoutSlash(audience),
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

export async function fetchToken(
  http: AxiosInstance,
  cloud: Cloud,
  { tenantId, clientId, clientSecret }: Configuration,
  signal: AbortSignal,
  audience: string = cloud.graph,
): Promise<AccessToken> {
  const form = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: "client_credentials",
    scope: `${audience}/.default`,
  });
  const url = `${cloud.loginEndpoint}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const request = `Signing in to tenant ${tenantId} as client ${clientId} (POST ${url})`;
  const answer = await http.post<unknown>(url, form, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw unanswered(request, error);
  });
  if (answer.status !== 200) {
    const fix =
      answer.status < 500
        ? " Check azuread:tenantId, azuread:clientId and azuread:clientSecret (or ARM_TENANT_ID, ARM_CLIENT_ID, ARM_CLIENT_SECRET)."
        : " Look whether the tenant is well, then run the command again.";
    const refused = refusal(request, answer, fix);
    const message = refused.message.replaceAll(clientSecret, "[secret]");
    throw new GraphError(message, refused.status, refused.code, refused.retryAfter);
  }
  const { access_token: token, expires_in: lifetime } = answer.data as { access_token?: unknown; expires_in?: unknown };
  if (typeof token !== "string" || token.split(".").length !== 3)
    throw new Error(`${request} was answered without a token of three segments. Look at the tenant's token endpoint.`);
  const seconds = Number(lifetime) || 0;
  return { value: token, renewAt: Date.now() + seconds * 900, objectId: objectIdOf(token) };
}

function objectIdOf(token: string): string | undefined {
  try {
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as {
      oid?: unknown;
    };
    return typeof claims.oid === "string" ? claims.oid : undefined;
  } catch {
    return undefined;
  }
}
