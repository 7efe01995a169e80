import { waitFor } from "./provider/wait";

export { createPauses } from "./provider/wait";

/** Looks until what it sees is good, and gives back what it saw last. */
export function lookUntil<T>(
  look: () => Promise<T>,
  isGood: (seen: T) => boolean,
  looks: number,
  firstMs: number,
): Promise<T> {
  return waitFor(look, isGood, { reads: looks, firstPauseMs: firstMs, longestPauseMs: 10_000 });
}
