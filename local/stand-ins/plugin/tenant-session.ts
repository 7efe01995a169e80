import { z } from "zod";
import { nameOf } from "../../../clients/configuration-source";
import { findEndpoints, type GraphEndpoints } from "../../../clients/graph/cloud-endpoints";
import type { GraphSession } from "../../../clients/graph/graph-session";
import { graphSettings } from "../../../clients/graph/azuread-settings";
import { readTokenClaims } from "../../../clients/graph/token-claims";
import { createAccessToken, type AccessToken, type IssuedToken } from "../../../clients/http/access-token";
import type { DescribeRefusal, FailedAnswer } from "../../../clients/http/answer-error";
import { createHttpClient } from "../../../clients/http/http-client";
import { isUntrusted } from "../../../clients/http/connection-failure";
import { ServiceError, type Explanation } from "../../../clients/http/service-error";
import { withoutEnding } from "../../../model/text-end";
import type { TenantConfiguration } from "./tenant-configuration";

/** Who is signed in. */
export interface Caller {
  readonly tenantId: string;
  readonly clientId: string;
  /** Of the caller's own service principal. */
  readonly objectId: string;
}

/** Signs in to the local tenant with the two requests of the real plugins: the metadata, and the token. The library that the
 *  package itself signs in with sends more. */
export function createTenantSession(configuration: TenantConfiguration): GraphSession {
  const tokens = new Map<string, AccessToken>();
  let endpoints: Promise<GraphEndpoints> | undefined;
  const findOnce = () => (endpoints ??= findEndpoints(configuration).catch(explainFirstContact));
  return {
    endpoints: findOnce,
    tenantId: () => Promise.resolve(configuration.tenantId),
    async token(audience) {
      const { login, graph } = await findOnce();
      const holder = audience ?? graph;
      const token = tokens.get(holder) ?? createAccessToken(() => requestToken(configuration, login, holder));
      tokens.set(holder, token);
      return token.get();
    },
    forget() {
      tokens.clear();
    },
  };
}

/** Signs in, and reads from the token who that is. */
export async function identifyCaller(
  session: GraphSession,
  { tenantId, credential: { clientId } }: TenantConfiguration,
  audience?: string,
): Promise<Caller> {
  const objectId = readTokenClaims(await session.token(audience))?.objectId;
  if (objectId !== undefined) return { tenantId, clientId, objectId };
  throw new Error(
    `The token of tenant ${tenantId} has no oid claim, so the caller's object id is unknown. Check the tenant's token endpoint.`,
  );
}

// The real plugins require a token of three segments, whoever signed it.
const tokenSchema = z.object({
  access_token: z.string().regex(/^[^.]+\.[^.]+\.[^.]+$/),
  expires_in: z.coerce.number().nonnegative(),
});

async function requestToken(
  { tenantId, credential: { clientId, clientSecret } }: TenantConfiguration,
  login: string,
  audience: string,
): Promise<IssuedToken> {
  const client = createHttpClient({
    service: "Entra",
    origin: login,
    originSetting: nameOf(graphSettings.metadataHost),
    requestIdHeader: "client-request-id",
    explain: explainSignIn,
    describeRefusal,
  });
  const path = `/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const answer = await client.send({
    method: "POST",
    path,
    form: {
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: "client_credentials",
      scope: `${audience}/.default`,
    },
    // A second token does no harm.
    idempotent: true,
    secrets: [clientSecret],
  });
  const token = tokenSchema.safeParse(answer.body);
  if (token.success) return { value: token.data.access_token, lifetimeMs: token.data.expires_in * 1000 };
  throw new ServiceError(
    `POST ${path} was answered without a token of three segments. Check the tenant's token endpoint.`,
  );
}

const entraErrorSchema = z.object({ error: z.string(), error_description: z.string().catch("no message") });

function explainSignIn(answer: FailedAnswer): Explanation {
  const parsed = entraErrorSchema.safeParse(answer.body);
  const requestId = answer.header("request-id") ?? answer.header("x-ms-request-id");
  return {
    code: parsed.success ? parsed.data.error : undefined,
    message: parsed.success ? parsed.data.error_description : "the answer is not an error of Entra",
    ids: requestId === undefined ? undefined : { "request id": requestId },
    fix:
      answer.status < 500
        ? "Check azuread:tenantId, azuread:clientId and azuread:clientSecret (or ARM_TENANT_ID, ARM_CLIENT_ID, ARM_CLIENT_SECRET)"
        : "Check whether the tenant works, then run the command again",
  };
}

/** Adds what a failure means for a tenant that runs on this machine. */
function explainFirstContact(error: unknown): never {
  if (!(error instanceof ServiceError) || error.status !== undefined) throw error;
  const advice = adviceFor(error.code ?? "");
  throw advice === undefined ? error : new ServiceError(`${error.message} ${advice}`, undefined, error.code);
}

function adviceFor(code: string): string | undefined {
  if (code === "ECONNREFUSED") return `Nothing listens there: start the tenant, or correct ${metadataSetting}.`;
  return isUntrusted(code)
    ? "Where the tenant's certificate is not trusted, name its authority's file in SSL_CERT_FILE or NODE_EXTRA_CA_CERTS."
    : undefined;
}

const metadataSetting = nameOf(graphSettings.metadataHost);

/** Words a refusal by the request, as the tenant's request log has it, and not by the service. */
export const describeRefusal: DescribeRefusal = ({ answer }, { code = "(no error code)", message, ids, fix }) => {
  const requestId = ids?.["request id"];
  const trace = requestId === undefined ? "" : ` (request id ${requestId})`;
  const advice = fix === undefined ? "" : ` ${fix}.`;
  return `${answer.method} ${answer.path} was answered ${answer.status} ${code}: ${withoutEnding(message, " \t\r\n.")}${trace}.${advice}`;
};
