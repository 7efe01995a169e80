import { setTimeout as sleep } from "node:timers/promises";

/** Internal, for tests: seconds of the first pause of every wait. */
const firstPauseVariable = "LOOKOUT_INTUNE_FIRST_PAUSE_SECONDS";

/** How long something is waited for. The pauses between reads start at `firstPauseMs`, grow by half each time, and never exceed
 *  `longestPauseMs`. */
export interface Patience {
  /** Reads in total, the first included. */
  readonly reads: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

/** How long a write, a creation or a deletion is given to show, and an object whose creation was not answered to appear: six
 *  reads in 13 seconds. No service documents how long it takes. */
export const untilShown: Patience = { reads: 6, firstPauseMs: 1000, longestPauseMs: 10_000 };

/** Reads until what it reads is as expected, and gives back what it read last. An error of a read ends the wait. */
export async function waitFor<T>(
  read: () => Promise<T>,
  isAsExpected: (seen: T) => boolean,
  { reads, firstPauseMs, longestPauseMs }: Patience = untilShown,
): Promise<T> {
  const pauses = createPauses(firstPauseMs, longestPauseMs);
  let seen = await read();
  for (let count = 1; count < reads && !isAsExpected(seen); count += 1) {
    await sleep(pauses.next());
    seen = await read();
  }
  return seen;
}

/** Pauses that start at `firstMs`, grow by half each time and never exceed `longestMs`. */
export function createPauses(firstMs: number, longestMs: number): { next(): number } {
  const override = Number(process.env[firstPauseVariable]);
  const first = override > 0 ? override * 1000 : firstMs;
  let pause = Math.min(first, longestMs) / 1.5;
  return {
    next() {
      pause = Math.min(pause * 1.5, longestMs);
      return pause;
    },
  };
}
