/** How patiently a call is repeated. */
export interface RetryPolicy {
  /** Longest wait for one answer, in ms. */
  readonly timeoutMs: number;
  /** Calls in total, the first included. */
  readonly attempts: number;
  /** First pause without `Retry-After`, in ms; it doubles each time. */
  readonly firstPauseMs: number;
  /** Longest pause without `Retry-After`, in ms. */
  readonly longestPauseMs: number;
  /** Pause after a 429 without `Retry-After`, in ms. Left out: as after any other failure. */
  readonly throttledPauseMs?: number;
  /** No repetition starts later than this after the first call, in ms. */
  readonly totalMs: number;
  /** Which failures are worth another call. */
  readonly repeats: (failure: Failure, idempotent: boolean) => boolean;
}

export const defaultRetryPolicy: RetryPolicy = {
  timeoutMs: 30_000,
  attempts: 7,
  firstPauseMs: 500,
  longestPauseMs: 20_000,
  totalMs: 120_000,
  repeats: isWorthRepeating,
};

/** Why a call has no good answer: a status, or a code of the connection such as ECONNRESET. */
export interface Failure {
  readonly status?: number;
  readonly code?: string;
}

const brokenConnection = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "ECONNABORTED", "ERR_BAD_RESPONSE"]);

/** Whether repeating the call is safe and promising. A call that may have been carried out (connection lost, 500, 502,
 *  504) is repeated only if it is idempotent: after such a POST its caller has to look for the object first. */
export function isWorthRepeating(failure: Failure, idempotent: boolean): boolean {
  const { status, code } = failure;
  if (status !== undefined) {
    return status === 429 || status === 503 || (idempotent && [500, 502, 504].includes(status));
  }
  // A name server that is busy for a moment: nothing was sent yet.
  if (code === "EAI_AGAIN") return true;
  return idempotent && code !== undefined && brokenConnection.has(code);
}

/** Pause before the next call: what the service asked for, else exponential; up to a quarter more at random, so that
 *  clients throttled together do not come back together. */
export function pauseBefore(
  repetition: number,
  retryAfterMs: number | undefined,
  policy: Pick<RetryPolicy, "firstPauseMs" | "longestPauseMs">,
  random: number,
): number {
  const asked =
    retryAfterMs ?? Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** Math.min(repetition - 1, 30));
  return Math.round(asked * (1 + 0.25 * random));
}
