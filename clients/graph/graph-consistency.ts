import { pause, pauseBefore } from "../http/retry-policy";
import { ServiceError, SignInError } from "../http/service-error";

const longestPauseMs = 15_000;

/** How long to wait for an object that was just created in Entra. */
export interface RetryWhileMissingOptions {
  /** No attempt starts later than this after the first, in ms. Default: 120,000. Replication usually takes seconds; half a
   *  minute and more was reported: https://github.com/microsoftgraph/msgraph-sdk-java/issues/2575 */
  readonly deadlineMs?: number;
  /** Delay after the first attempt, in ms. It doubles with each attempt, up to 15,000. Default: 1000. */
  readonly firstPauseMs?: number;
  /** Whether an error means that the object does not exist yet. Default: `isMissingReference`. */
  readonly isMissing?: (error: unknown) => boolean;
  /** Aborts the wait, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Retries an action while Graph reports that a referenced object does not exist (400 or 404). Entra is eventually consistent,
 *  so a new group is not visible everywhere at once. Throws any other error at once, and the last error at the deadline. Use
 *  it only for actions without effect when they fail, such as `assign`. */
export async function retryWhileMissing<T>(
  action: () => Promise<T>,
  { deadlineMs = 120_000, firstPauseMs = 1000, isMissing = isMissingReference, signal }: RetryWhileMissingOptions = {},
): Promise<T> {
  const end = performance.now() + deadlineMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      const left = end - performance.now();
      if (left <= 0 || !isMissing(error)) throw error;
      const pauseMs = pauseBefore(attempt, undefined, { firstPauseMs, longestPauseMs }, Math.random());
      await pause(Math.min(pauseMs, left), "Entra does not show a new object everywhere yet", signal);
    }
  }
}

/** Whether Graph refused the request because a referenced object does not exist. */
export function isMissingReference(error: unknown): boolean {
  if (!(error instanceof ServiceError) || error instanceof SignInError) return false;
  if (error.status !== 400 && error.status !== 404) return false;
  return error.code === "Request_ResourceNotFound" || /\b(does|do) not exist\b|\bnot present\b/i.test(error.message);
}
