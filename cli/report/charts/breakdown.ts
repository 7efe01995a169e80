/** Counts in two directions: rows such as platforms, each divided into parts such as states. */
export interface Breakdown {
  readonly parts: readonly Part[];
  readonly rows: readonly BreakdownRow[];
}

/** `tone` names a color of the page's style sheet. */
export interface Part {
  readonly title: string;
  readonly tone: Tone;
}

export type Tone = "good" | "mild" | "warm" | "bad" | "calm" | "off";

/** One count per part, in the same order. */
export interface BreakdownRow {
  readonly title: string;
  readonly counts: readonly number[];
}

/** Removes the named parts that are zero in every row. */
export function withoutEmptyParts({ parts, rows }: Breakdown, named: readonly string[]): Breakdown {
  const isKept = (_one: unknown, index: number) =>
    !named.includes(parts[index]?.title ?? "") || rows.some(({ counts }) => (counts[index] ?? 0) > 0);
  return {
    parts: parts.filter(isKept),
    rows: rows.map(({ title, counts }) => ({ title, counts: counts.filter(isKept) })),
  };
}

export function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
