import { z } from "zod";
import { nameOf } from "../configuration-source";
import { createAccessToken, type AccessToken, type IssuedToken } from "../http/access-token";
import type { FailedAnswer } from "../http/answer-error";
import { createHttpClient, type HttpRequest } from "../http/http-client";
import { asSignInError, ServiceError, type Explanation } from "../http/service-error";
import { lookoutSettings, type LookoutSignIn } from "./lookout-configuration";
import { readLookoutError } from "./lookout-error";

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** Creates the cache of the access token that Lookout issues for the application key. */
export function createLookoutToken(signIn: LookoutSignIn, now?: () => number): AccessToken {
  return createAccessToken(async () => {
    try {
      return await requestToken(signIn);
    } catch (error) {
      throw asSignInError(error);
    }
  }, now);
}

async function requestToken({ apiUrl, applicationKey }: LookoutSignIn): Promise<IssuedToken> {
  const { origin, pathname } = new URL(apiUrl);
  const client = createHttpClient({
    service: "Lookout",
    origin,
    originSetting: nameOf(lookoutSettings.apiUrl),
    requestIdHeader: "X-Request-Id",
    explain: explainSignIn,
  });
  const answer = await client.send({
    method: "POST",
    path: `${pathname === "/" ? "" : pathname}/oauth2/token`,
    headers: { Authorization: `Bearer ${applicationKey}` },
    form: { grant_type: "client_credentials" },
    // Requesting a second token has no side effects.
    idempotent: true,
    secrets: [applicationKey],
  });
  const token = tokenSchema.safeParse(answer.body);
  if (token.success) return { value: token.data.access_token, lifetimeMs: token.data.expires_in * 1000 };
  throw new ServiceError(
    `Lookout's response to the sign-in contains no access token; check ${nameOf(lookoutSettings.apiUrl)}.`,
  );
}

function explainSignIn({ status, body }: FailedAnswer): Explanation {
  const { error, description, ids } = readLookoutError(body);
  const refused = status === 400 || status === 401 || status === 403;
  return {
    code: error,
    message: description ?? (refused ? "Lookout refused the application key" : "the sign-in failed"),
    ids,
    fix: refused
      ? `Check ${nameOf(lookoutSettings.applicationKey)}: a key is valid for a year; generate a new one in Lookout's console under System > Application Keys > Generate Key`
      : undefined,
  };
}

/** A request without its credentials; the client adds them. */
export type UnsignedRequest = Omit<HttpRequest, "secrets">;

/** Makes a call with a token. If the service refuses the token (401), retries once with a new one: a token may be revoked
 *  before it expires. */
export async function withToken<T>(token: AccessToken, call: (accessToken: string) => Promise<T>): Promise<T> {
  const accessToken = await token.get();
  try {
    return await call(accessToken);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status !== 401) throw error;
    token.reject(accessToken);
    return call(await token.get());
  }
}

/** Adds the token to a request, and lists its credentials so that they are redacted from error messages. */
export function signed(request: UnsignedRequest, accessToken: string, applicationKey: string): HttpRequest {
  return {
    ...request,
    headers: { ...request.headers, Authorization: `Bearer ${accessToken}` },
    secrets: [accessToken, applicationKey],
  };
}
