import { distance } from "fastest-levenshtein";

/** Suggests the closest known name for a misspelled one, ignoring case; undefined if none is close. */
export function findNearestName(name: string, known: readonly string[]): string | undefined {
  return findNearest(name, known, (candidate) => candidate);
}

/** The candidate with the closest name, ignoring case; undefined if none is close. A handicap, in letters, ranks a
 *  candidate behind others that are equally close. */
export function findNearest<T>(
  name: string,
  candidates: readonly T[],
  nameOf: (candidate: T) => string,
  penaltyOf: (candidate: T) => number = () => 0,
): T | undefined {
  const farthest = Math.max(2, Math.floor(name.length / 3));
  const [nearest] = candidates
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), nameOf(candidate).toLowerCase()) }))
    .filter(({ edits }) => edits <= farthest)
    .map(({ candidate, edits }) => ({ candidate, behind: edits + penaltyOf(candidate) }))
    .sort((a, b) => a.behind - b.behind);
  return nearest?.candidate;
}
