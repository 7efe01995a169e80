import { exportJWK } from "jose";
import type { FastifyInstance } from "fastify";
import type { TenantContext } from "../tenant-context";
import { audienceOf, issueAccessToken, loadSigningKey, type SigningKey, tokenLifetimeSeconds } from "./access-tokens";
import { authenticateCallers } from "./callers";
import { ClientAssertions } from "./client-assertions";
import { EntraError, entraErrorBody } from "./entra-error-body";
import { checkTokenRequest } from "./token-request";

interface TenantParams {
  readonly tenant: string;
}

/** Entra: cloud metadata, OpenID configuration and keys, tokens, and the check of tokens that the
 *  routes of Graph and of Azure Resource Manager rely on. */
export async function registerEntra(app: FastifyInstance, context: TenantContext): Promise<void> {
  const key = loadSigningKey(context.store);
  registerMetadata(app, context);
  await registerOpenIdConfiguration(app, context, key);
  const assertions = new ClientAssertions(context);
  assertions.registerControl(app);
  registerTokenEndpoint(app, context, key, assertions);
  authenticateCallers(app, context, key);
}

function registerMetadata(app: FastifyInstance, { settings }: TenantContext): void {
  const { baseUrl } = settings;
  const cloud = {
    name: "LocalTenant",
    portal: baseUrl,
    resourceManager: `${baseUrl}/`,
    microsoftGraphResourceId: `${baseUrl}/`,
    authentication: {
      loginEndpoint: baseUrl,
      audiences: [`${audienceOf("resourceManager", settings)}/`],
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
