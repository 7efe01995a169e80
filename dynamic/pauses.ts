import { setTimeout as sleep } from "node:timers/promises";

/** Internal, for tests: seconds of the first pause between two looks at a service. */
const firstPauseVariable = "LOOKOUT_INTUNE_FIRST_PAUSE_SECONDS";

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

/** Looks until what it sees is good, and gives back what it saw last. */
export async function lookUntil<T>(
  look: () => Promise<T>,
  isGood: (seen: T) => boolean,
  looks: number,
  firstMs: number,
): Promise<T> {
  const pauses = createPauses(firstMs, 10_000);
  let seen = await look();
  for (let count = 1; count < looks && !isGood(seen); count += 1) {
    await sleep(pauses.next());
    seen = await look();
  }
  return seen;
}
