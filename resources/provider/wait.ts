import { pause } from "../../clients/http/retry-policy";

/** Internal, for tests: the first pause of every wait, in seconds. */
const firstPauseVariable = "LOOKOUT_INTUNE_FIRST_PAUSE_SECONDS";

/** Limits of a wait. The pauses between reads start at `firstPauseMs`, grow by half each time, and never exceed
 *  `longestPauseMs`. */
export interface WaitOptions {
  /** Maximum number of reads, including the first. Default: unlimited. */
  readonly reads?: number;
  /** Maximum duration in ms, counted from the first read. Default: unlimited. */
  readonly forMs?: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Ends the wait with its own reason. Default: nothing does. */
  readonly signal?: AbortSignal;
}

/** How long to wait until a write, creation or deletion shows, or until an object appears whose creation got no
 *  response: six reads in 13 seconds. No service documents how long this takes. */
export const consistencyWait: WaitOptions = { reads: 6, firstPauseMs: 1000, longestPauseMs: 10_000 };

/** How long to doubt that an object is gone: three reads in three seconds. Directly after a write, a service may not
 *  show it yet. */
export const confirmationWait: WaitOptions = { reads: 3, firstPauseMs: 1000, longestPauseMs: 10_000 };

/** Reads until the result is as expected, and returns the last result. An error of a read ends the wait. Before each
 *  pause, `onWait` receives the result and the ms since the first read. */
export async function waitFor<T>(
  read: () => Promise<T>,
  isAsExpected: (result: T) => boolean,
  { reads = Infinity, forMs = Infinity, firstPauseMs, longestPauseMs, signal }: WaitOptions = consistencyWait,
  onWait?: (result: T, waitedMs: number) => void,
): Promise<T> {
  const override = Number(process.env[firstPauseVariable]);
  let pauseMs = Math.min(override > 0 ? override * 1000 : firstPauseMs, longestPauseMs);
  const started = Date.now();
  let result = await read();
  for (let count = 1; count < reads && !isAsExpected(result); count += 1) {
    const waited = Date.now() - started;
    if (waited >= forMs) break;
    onWait?.(result, waited);
    await pause(Math.min(pauseMs, forMs - waited), signal);
    pauseMs = Math.min(pauseMs * 1.5, longestPauseMs);
    result = await read();
  }
  return result;
}
