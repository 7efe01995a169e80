import { nameOf } from "../configuration-source";
import { createHttpClient, type HttpAnswer } from "../http/http-client";
import { shareRateLimits, type RateLimit } from "../http/rate-limit";
import type { RetryPolicy } from "../http/retry-policy";
import { defaultEventReading, type EventReading } from "./event-reading";
import { lookoutSettings, type LookoutSignIn } from "./lookout-configuration";
import { explainLookoutError } from "./lookout-error";
import { createLookoutToken, signed, type UnsignedRequest, withToken } from "./lookout-token";

/** Authenticated client of Lookout's public APIs. Paths are those in Lookout's documentation, such as
 *  `/mra/api/v2/devices?limit=1`. */
export interface LookoutApi {
  /** Sends the request as soon as the rate limit allows. Renews a refused token once. */
  send(request: UnsignedRequest): Promise<HttpAnswer>;
  /** Opens a streaming response, such as the event stream. It ends when the signal is aborted or the reader stops. */
  open(request: UnsignedRequest, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** How events are read from it. */
  readonly eventReading: EventReading;
}

/** Requests per minute that Lookout accepts from a tenant, over all endpoints. Lookout itself does not publish a limit.
 *  Source, second-hand: https://github.com/api-evangelist/lookout (rate-limits/lookout-rate-limits.yml) */
const lookoutRequestsPerMinute = 100;

/** Lookout counts requests when they arrive, and latency varies. The margin keeps a request from arriving early, which would
 *  cost a minute. */
const marginMs = 1000;

/** Rate limits by application key. A key belongs to one tenant. */
const rateLimitOf = shareRateLimits({ calls: lookoutRequestsPerMinute, windowMs: 60_000 + marginMs }, "Lookout");

// Lookout documents no Retry-After header. Without it, wait for one window of the rate limit.
const lookoutRetryPolicy: Partial<RetryPolicy> = { throttledPauseMs: 60_000, totalMs: 240_000 };

export function createLookoutApi(
  signIn: LookoutSignIn,
  retry: Partial<RetryPolicy> = {},
  rateLimit: RateLimit = rateLimitOf(signIn.applicationKey),
): LookoutApi {
  const { applicationKey, eventReading = defaultEventReading } = signIn;
  const token = createLookoutToken(signIn);
  const { origin, pathname } = new URL(signIn.apiUrl);
  const base = pathname === "/" ? "" : pathname;
  const http = createHttpClient({
    service: "Lookout",
    origin,
    originSetting: nameOf(lookoutSettings.apiUrl),
    requestIdHeader: "X-Request-Id",
    explain: explainLookoutError,
    retry: { ...lookoutRetryPolicy, ...retry },
  });
  return {
    eventReading,
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
