import type { HttpRequest } from "../http/client";
import { ServiceError } from "../http/service-error";
import type { AccessToken } from "../http/access-token";

/** A request without its credentials; the client adds them. */
export type UnsignedRequest = Omit<HttpRequest, "secrets">;

/** Makes calls with a token, and once more with a new one when the service refuses it: a token may end before its time. */
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

/** The request with the token, and every credential in it named so that no error text shows it. */
export function signed(request: UnsignedRequest, accessToken: string, applicationKey: string): HttpRequest {
  return {
    ...request,
    headers: { ...request.headers, Authorization: `Bearer ${accessToken}` },
    secrets: [accessToken, applicationKey],
  };
}
