import { distance } from "fastest-levenshtein";

/** The name that somebody probably meant; undefined when none is near. Case does not count. */
export function findNearestName(name: string, known: readonly string[]): string | undefined {
  return findNearest(name, known, (candidate) => candidate);
}

/** The candidate whose name is nearest; undefined when none is near. Case does not count. A handicap, in letters, puts a
 *  candidate behind others that are as near. */
export function findNearest<T>(
  name: string,
  candidates: readonly T[],
  nameOf: (candidate: T) => string,
  handicapOf: (candidate: T) => number = () => 0,
): T | undefined {
  const farthest = Math.max(2, Math.floor(name.length / 3));
  const [nearest] = candidates
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), nameOf(candidate).toLowerCase()) }))
    .filter(({ edits }) => edits <= farthest)
    .map(({ candidate, edits }) => ({ candidate, behind: edits + handicapOf(candidate) }))
    .sort((a, b) => a.behind - b.behind);
  return nearest?.candidate;
}
