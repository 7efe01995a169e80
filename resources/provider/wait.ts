import { pause } from "../../clients/http/pause";

/** Internal, for tests: seconds of the first pause of every wait. */
const firstPauseVariable = "LOOKOUT_INTUNE_FIRST_PAUSE_SECONDS";

/** How long something is waited for. The pauses between reads start at `firstPauseMs`, grow by half each time, and never exceed
 *  `longestPauseMs`. */
export interface Patience {
  /** Reads in total, the first included. Default: as many as there is time for. */
  readonly reads?: number;
  /** No pause lasts longer than until then, counted from the first read, and no read follows it. Default: no limit. */
  readonly forMs?: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Ends the wait with its own reason. Default: nothing does. */
  readonly signal?: AbortSignal;
}

/** How long a write, a creation or a deletion is given to show, and an object whose creation was not answered to appear: six
 *  reads in 13 seconds. No service documents how long it takes. */
export const untilShown: Patience = { reads: 6, firstPauseMs: 1000, longestPauseMs: 10_000 };

/** Reads until what it reads is as expected, and gives back what it read last. An error of a read ends the wait. Before each pause
 *  `onWait` gets what was read, and the time since the first read in ms. */
export async function waitFor<T>(
  read: () => Promise<T>,
  isAsExpected: (seen: T) => boolean,
  { reads = Infinity, forMs = Infinity, firstPauseMs, longestPauseMs, signal }: Patience = untilShown,
  onWait?: (seen: T, waitedMs: number) => void,
): Promise<T> {
  const override = Number(process.env[firstPauseVariable]);
  let pauseMs = Math.min(override > 0 ? override * 1000 : firstPauseMs, longestPauseMs);
  const started = Date.now();
  let seen = await read();
  for (let count = 1; count < reads && !isAsExpected(seen); count += 1) {
    const waited = Date.now() - started;
    if (waited >= forMs) break;
    onWait?.(seen, waited);
    await pause(Math.min(pauseMs, forMs - waited), signal);
    pauseMs = Math.min(pauseMs * 1.5, longestPauseMs);
    seen = await read();
  }
  return seen;
}
