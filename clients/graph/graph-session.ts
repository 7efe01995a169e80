import type { TokenCredential } from "@azure/identity";
import { isGuid } from "../../model/identifiers";
import { asSignInError, ServiceError } from "../http/service-error";
import type { GraphConfiguration } from "./graph-configuration";
import { createCredential } from "./credential";
import { findEndpoints, type GraphEndpoints } from "./cloud-endpoints";
import { signInFailure } from "./sign-in-failure";
import { createSignInTransport } from "./sign-in-transport";
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
  const transport = createSignInTransport(configuration);

  const findOnce = () => {
    endpoints ??= findEndpoints(configuration).catch((error: unknown) => {
      endpoints = undefined;
      throw asSignInError(error);
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
        credential ??= await createCredential(configuration, login, transport);
        const token = await credential.getToken(`${audience ?? graph}/.default`);
        if (token === null) throw new Error("no token was given");
        return token.token;
      } catch (error) {
        // Errors from before the request to Entra already name the setting.
        if (error instanceof ServiceError) throw asSignInError(error);
        throw asSignInError(signInFailure(transport.failure() ?? error, configuration, login));
      }
    },
    forget() {
      credential = undefined;
    },
  };
  return session;
}
