import { exportJWK } from "jose";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Caller, TenantContext } from "../context";
import { issueAccessToken, tokenLifetimeSeconds, verifyAccessToken } from "./access-tokens";
import { ClientAssertions } from "./client-assertions";
import { EntraError, entraErrorBody } from "./errors";
import { loadSigningKey, type SigningKey } from "./keys";
import { checkTokenRequest } from "./token-request";

interface TenantParams {
  readonly tenant: string;
}

/** Entra: cloud metadata, OpenID configuration and keys, tokens, and the check of tokens that Graph's routes rely on. */
export async function registerEntra(app: FastifyInstance, context: TenantContext): Promise<void> {
  const key = loadSigningKey(context.store);
  registerMetadata(app, context);
  await registerOpenIdConfiguration(app, context, key);
  const assertions = new ClientAssertions(context);
  assertions.registerControl(app);
  registerTokenEndpoint(app, context, key, assertions);
  authenticateGraphCallers(app, context, key);
}

function registerMetadata(app: FastifyInstance, { settings: { baseUrl } }: TenantContext): void {
  const cloud = {
    name: "LocalTenant",
    portal: baseUrl,
    resourceManager: `${baseUrl}/`,
    microsoftGraphResourceId: `${baseUrl}/`,
    authentication: {
      loginEndpoint: baseUrl,
      audiences: [`${baseUrl}/`],
      tenant: "common",
      identityProvider: "AAD",
    },
    suffixes: {},
  };
  app.get("/metadata/endpoints", () => cloud);
}

async function registerOpenIdConfiguration(
  app: FastifyInstance,
  context: TenantContext,
  key: SigningKey,
): Promise<void> {
  const { baseUrl, tenantId } = context.settings;
  const jwk = { ...(await exportJWK(key.publicKey)), kid: key.id, use: "sig", alg: "RS256" };
  app.get<{ Params: TenantParams }>("/:tenant/v2.0/.well-known/openid-configuration", () => ({
    issuer: `${baseUrl}/${tenantId}/`,
    authorization_endpoint: `${baseUrl}/${tenantId}/oauth2/v2.0/authorize`,
    token_endpoint: `${baseUrl}/${tenantId}/oauth2/v2.0/token`,
    jwks_uri: `${baseUrl}/${tenantId}/discovery/v2.0/keys`,
    response_types_supported: ["code", "id_token", "token"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
    tenant_region_scope: "EU",
  }));
  app.get("/:tenant/discovery/v2.0/keys", () => ({ keys: [jwk] }));
}

function registerTokenEndpoint(
  app: FastifyInstance,
  context: TenantContext,
  key: SigningKey,
  assertions: ClientAssertions,
): void {
  app.post<{ Params: TenantParams; Body: Record<string, unknown> | undefined }>(
    "/:tenant/oauth2/v2.0/token",
    async (request, reply) => {
      try {
        const audience = await checkTokenRequest(context, assertions, request.params.tenant, request.body ?? {});
        return await reply.header("cache-control", "no-store").send({
          token_type: "Bearer",
          expires_in: tokenLifetimeSeconds,
          ext_expires_in: tokenLifetimeSeconds,
          access_token: await issueAccessToken(context, key, audience),
        });
      } catch (error) {
        if (!(error instanceof EntraError)) throw error;
        const body = entraErrorBody(error, context.settings.baseUrl, context.now());
        return reply.status(error.status).header("cache-control", "no-store").send(body);
      }
    },
  );
}

function authenticateGraphCallers(app: FastifyInstance, context: TenantContext, key: SigningKey): void {
  app.decorateRequest("caller", null);
  app.addHook("onRequest", async (request, reply) => {
    if (!/^\/(v1\.0|beta)(\/|$|\?)/.test(request.url)) return;
    const verdict = await callerOf(request, context, key);
    if ("refused" in verdict) {
      await reply.status(401).send(unauthenticated(request, verdict.refused, context.now()));
      return;
    }
    Object.assign(request, { caller: verdict });
  });
}

async function callerOf(
  request: FastifyRequest,
  context: TenantContext,
  key: SigningKey,
): Promise<Caller | { readonly refused: string }> {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  return token === undefined ? { refused: "Access token is empty." } : verifyAccessToken(context, key, token);
}

function unauthenticated(request: FastifyRequest, message: string, now: number): object {
  const clientRequestId = request.headers["client-request-id"];
  return {
    error: {
      code: "InvalidAuthenticationToken",
      message,
      innerError: {
        date: new Date(now).toISOString().slice(0, 19),
        "request-id": request.id,
        "client-request-id": typeof clientRequestId === "string" ? clientRequestId : request.id,
      },
    },
  };
}
