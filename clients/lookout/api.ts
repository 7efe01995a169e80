import { nameOf } from "../configuration";
import { createHttpClient, type HttpAnswer } from "../http/client";
import { shareRateLimits, type RateLimit } from "../http/rate-limit";
import type { RetryPolicy } from "../http/retry-policy";
import { lookoutSettings, type LookoutSignIn } from "./configuration";
import { explainLookoutError } from "./error";
import { signed, withToken, type UnsignedRequest } from "./signed-in";
import { createLookoutToken } from "./token";

/** Lookout's public APIs, signed in. Paths are those of its documentation, such as `/mra/api/v2/devices?limit=1`. */
export interface LookoutApi {
  /** Sends the request as soon as the rate limit allows. A token that Lookout refuses is renewed once. */
  send(request: UnsignedRequest): Promise<HttpAnswer>;
  /** Opens an answer that goes on, such as the event stream. It ends when the signal is aborted or the reader stops. */
  open(request: UnsignedRequest, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** Requests a minute that Lookout takes of a tenant, over all its endpoints. Lookout itself publishes no figure.
 *  Source, second-hand: https://github.com/api-evangelist/lookout (rate-limits/lookout-rate-limits.yml) */
const lookoutRequestsPerMinute = 100;

/** Requests are counted where they arrive, which is not evenly later than they were sent. One that comes too early costs a minute. */
const marginMs = 1000;

/** The limit of an application key: it is the tenant's. */
const rateLimitOf = shareRateLimits({ calls: lookoutRequestsPerMinute, windowMs: 60_000 + marginMs });

// Lookout documents no Retry-After; without one a minute, the length of its rate limit's window, is waited.
const patience: Partial<RetryPolicy> = { throttledPauseMs: 60_000, totalMs: 240_000 };

export function createLookoutApi(
  signIn: LookoutSignIn,
  retry: Partial<RetryPolicy> = {},
  rateLimit: RateLimit = rateLimitOf(signIn.applicationKey),
): LookoutApi {
  const { applicationKey } = signIn;
  const token = createLookoutToken(signIn);
  const { origin, pathname } = new URL(signIn.apiUrl);
  const base = pathname === "/" ? "" : pathname;
  const http = createHttpClient({
    service: "Lookout",
    origin,
    originSetting: nameOf(lookoutSettings.apiUrl),
    requestIdHeader: "X-Request-Id",
    explain: explainLookoutError,
    retry: { ...patience, ...retry },
  });
  return {
    send: (request) =>
      withToken(token, async (accessToken) => {
        await rateLimit.admit();
        return http.send(signed({ ...request, path: base + request.path }, accessToken, applicationKey));
      }),
    open: (request, signal) =>
      withToken(token, async (accessToken) => {
        await rateLimit.admit();
        return http.open(signed({ ...request, path: base + request.path }, accessToken, applicationKey), signal);
      }),
  };
}
