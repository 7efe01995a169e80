import type { HttpRequest } from "../http/http-client";
import { ServiceError } from "../http/service-error";
import type { AccessToken } from "../http/access-token";

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
