import { pause } from "../http/pause";
import { pauseBefore } from "../http/retry-policy";
import { ServiceError } from "../http/service-error";

const longestPauseMs = 15_000;

/** How long an object that Entra has just made is waited for. */
export interface Patience {
  /** No try starts later than this after the first, in ms. Default: 120,000. Seconds are the rule; half a minute and more
   *  was reported: https://github.com/microsoftgraph/msgraph-sdk-java/issues/2575 */
  readonly deadlineMs?: number;
  /** Pause after the first try, in ms; it doubles each time, up to 15,000. Default: 1000. */
  readonly firstPauseMs?: number;
  /** Whether an error says that the object is not there yet. Default: `saysReferenceIsMissing`. */
  readonly isMissing?: (error: unknown) => boolean;
  /** Ends the wait with its own reason. */
  readonly signal?: AbortSignal;
}

/** Repeats an action as long as Graph says that an object it refers to does not exist (400 or 404): Entra is eventually
 *  consistent, so a new group is not known everywhere at once. Any other error is thrown as it comes; at the deadline the
 *  last one is. The action must be one that a refusal leaves undone, such as `assign`. */
export async function retryWhileMissing<T>(
  action: () => Promise<T>,
  { deadlineMs = 120_000, firstPauseMs = 1000, isMissing = saysReferenceIsMissing, signal }: Patience = {},
): Promise<T> {
  const end = performance.now() + deadlineMs;
  for (let repetition = 1; ; repetition++) {
    try {
      return await action();
    } catch (error) {
      const left = end - performance.now();
      if (left <= 0 || !isMissing(error)) throw error;
      const pauseMs = pauseBefore(repetition, undefined, { firstPauseMs, longestPauseMs }, Math.random());
      await pause(Math.min(pauseMs, left), signal);
    }
  }
}

/** Whether Graph refused because an object that the request refers to is not there. */
export function saysReferenceIsMissing(error: unknown): boolean {
  if (!(error instanceof ServiceError) || (error.status !== 400 && error.status !== 404)) return false;
  return error.code === "Request_ResourceNotFound" || /\b(does|do) not exist\b|\bnot present\b/i.test(error.message);
}
