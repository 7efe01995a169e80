import type { TokenCredential } from "@azure/identity";
import { isGuid } from "../../model/identifiers";
import { createHttpClient } from "../http/http-client";
import { ServiceError } from "../http/service-error";
import type { GraphConfiguration } from "./graph-configuration";
import { createCredential } from "./credential";
import { findEndpoints, type GraphEndpoints } from "./cloud-endpoints";
import { secretsOf, signInFailure } from "./sign-in-failure";
import { readTokenClaims } from "./token-claims";

/** Finds the endpoints of Microsoft's services and caches the sign-in to them. */
export interface GraphSession {
  endpoints(): Promise<GraphEndpoints>;
  /** Returns an access token for Graph or another audience, cached until it expires. Rejects with one message that names the
   *  setting to correct. */
  token(audience?: string): Promise<string>;
  /** The tenant's id, also if the configuration names the tenant by a domain; undefined if no token contains it. */
  tenantId(): Promise<string | undefined>;
  /** Discards the cached sign-in, so that the next token is a new one. */
  forget(): void;
}

export function createGraphSession(configuration: GraphConfiguration): GraphSession {
  let endpoints: Promise<GraphEndpoints> | undefined;
  let credential: TokenCredential | undefined;

  const findOnce = () => {
    endpoints ??= findEndpoints(configuration).catch((error: unknown) => {
      endpoints = undefined;
      throw error;
    });
    return endpoints;
  };
  const session: GraphSession = {
    endpoints: findOnce,
    async tenantId() {
      const { tenantId } = configuration;
      return isGuid(tenantId) ? tenantId : readTokenClaims(await session.token())?.tenantId;
    },
    async token(audience) {
      const { login, graph } = await findOnce();
      try {
        credential ??= await createCredential(configuration, login);
        const token = await credential.getToken(`${audience ?? graph}/.default`);
        if (token === null) throw new Error("no token was given");
        return token.token;
      } catch (error) {
        // Errors from before the request to Entra already name the setting.
        if (error instanceof ServiceError) throw error;
        throw await explainSignInError(error, configuration, login);
      }
    },
    forget() {
      credential = undefined;
    },
  };
  return session;
}

/** Builds the error for a failed sign-in. The library hides why it could not read the tenant's OpenID configuration, so this
 *  reads it once more to distinguish a wrong tenant from an unreachable host. */
async function explainSignInError(error: unknown, configuration: GraphConfiguration, login: string): Promise<Error> {
  const failure = signInFailure(error, configuration, login);
  if (failure.code !== undefined || failure.status !== undefined) return failure;
  const client = createHttpClient({
    service: "Entra",
    origin: new URL(login).origin,
    originSetting: "azuread:metadataHost and azuread:environment",
    requestIdHeader: "client-request-id",
    explain: ({ body }) => ({ message: typeof body === "string" ? body : JSON.stringify(body) }),
    retry: { attempts: 2, timeoutMs: 10_000 },
  });
  const path = `/${encodeURIComponent(configuration.tenantId)}/v2.0/.well-known/openid-configuration`;
  try {
    await client.send({ method: "GET", path, secrets: secretsOf(configuration.credential) });
    return failure;
  } catch (probe) {
    return signInFailure(probe, configuration, login);
  }
}
