import { setTimeout as sleep } from "node:timers/promises";
import { announcePause } from "../wait-notice";

/** How requests are retried. */
export interface RetryPolicy {
  /** Timeout of one attempt, in ms. */
  readonly timeoutMs: number;
  /** Maximum number of attempts, including the first. */
  readonly attempts: number;
  /** Delay before the first retry without `Retry-After`, in ms. It doubles with each retry. */
  readonly firstPauseMs: number;
  /** Maximum delay without `Retry-After`, in ms. */
  readonly longestPauseMs: number;
  /** Delay after a 429 without `Retry-After`, in ms. Default: the same as after any other failure. */
  readonly throttledPauseMs?: number;
  /** No retry starts later than this after the first attempt, in ms. */
  readonly totalMs: number;
  /** Whether to retry after a failure. */
  readonly repeats: (failure: Failure, idempotent: boolean) => boolean;
}

export const defaultRetryPolicy: RetryPolicy = {
  timeoutMs: 30_000,
  attempts: 7,
  firstPauseMs: 500,
  longestPauseMs: 20_000,
  totalMs: 120_000,
  repeats: isRetryable,
};

/** Why a request failed: an HTTP status, or a connection error code such as ECONNRESET. */
export interface Failure {
  readonly status?: number;
  readonly code?: string;
}

const brokenConnection = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "ECONNABORTED", "ERR_BAD_RESPONSE"]);

/** Whether a retry is safe and likely to succeed. A request that the service may have processed (connection lost, 500, 502,
 *  504) is retried only if it is idempotent: after such a POST the caller must search for the object first. */
export function isRetryable(failure: Failure, idempotent: boolean): boolean {
  const { status, code } = failure;
  if (status !== undefined) {
    return status === 429 || status === 503 || (idempotent && [500, 502, 504].includes(status));
  }
  // A temporary DNS failure: nothing was sent yet.
  if (code === "EAI_AGAIN") return true;
  return idempotent && code !== undefined && brokenConnection.has(code);
}

/** Delay before the next attempt, in ms: the service's Retry-After, otherwise exponential backoff, plus up to 25 % jitter so
 *  that clients that were throttled together do not retry together. */
export function pauseBefore(
  retry: number,
  retryAfterMs: number | undefined,
  policy: Pick<RetryPolicy, "firstPauseMs" | "longestPauseMs">,
  random: number,
): number {
  const requested = retryAfterMs ?? Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** Math.min(retry - 1, 30));
  return Math.round(requested * (1 + 0.25 * random));
}

/** Parses a `Retry-After` header into milliseconds, 0 or more. The header holds whole or fractional seconds (Intune sends
 *  `2.128`) or an HTTP date. Undefined when the header is missing or invalid. */
export function parseRetryAfter(header: unknown, now: number): number | undefined {
  if (typeof header !== "string") return undefined;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  // HTTP dates start with a weekday. Date.parse alone would read "-5" as a year.
  if (!/^[A-Z][a-z]+,? /.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}

/** Waits, in ms, and announces a long wait with its reason, a clause without its end. If the signal is aborted, rejects with the
 *  signal's reason. */
export async function pause(ms: number, why: string, signal?: AbortSignal): Promise<void> {
  announcePause(ms, why);
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
