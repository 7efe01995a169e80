import { setTimeout } from "node:timers/promises";
import { silentWaitMs } from "../../clients/wait-notice";
import { log } from "./diagnostics";

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

/** What a wait measures time with. */
export interface Clock {
  /** In ms since any moment. */
  readonly now: () => number;
  /** Resolves after the given ms. If the signal is aborted, rejects with the signal's reason. */
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

const systemClock: Clock = { now: () => Date.now(), sleep: sleepUntil };

/** How often a long wait is logged, in ms. */
const logEveryMs = 20_000;

/** Reads until the result is as expected, and returns the last result. An error of a read ends the wait. A wait of more
 *  than five seconds is logged as one for `what`, such as `Intune to publish the app`. Before each pause, `onWait` receives
 *  the result and the ms since the first read, and logs in its own words. */
export async function waitFor<T>(
  what: string,
  read: () => Promise<T>,
  isAsExpected: (result: T) => boolean,
  { reads = Infinity, forMs = Infinity, firstPauseMs, longestPauseMs, signal }: WaitOptions = consistencyWait,
  onWait?: (result: T, waitedMs: number) => void,
  { now, sleep }: Clock = systemClock,
): Promise<T> {
  let loggedMs = -Infinity;
  const logWait = (waitedMs: number, nextMs: number) => {
    if (onWait !== undefined || waitedMs + nextMs <= silentWaitMs || waitedMs - loggedMs < logEveryMs) return;
    loggedMs = waitedMs;
    log(`Waiting for ${what}, ${Math.round(waitedMs / 1000)} seconds so far.`);
  };
  const override = Number(process.env[firstPauseVariable]);
  let pauseMs = Math.min(override > 0 ? override * 1000 : firstPauseMs, longestPauseMs);
  const started = now();
  let result = await read();
  for (let count = 1; count < reads && !isAsExpected(result); count += 1) {
    const waited = now() - started;
    if (waited >= forMs) break;
    onWait?.(result, waited);
    const nextMs = Math.min(pauseMs, forMs - waited);
    logWait(waited, nextMs);
    await sleep(nextMs, signal);
    pauseMs = Math.min(pauseMs * 1.5, longestPauseMs);
    result = await read();
  }
  return result;
}

async function sleepUntil(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
