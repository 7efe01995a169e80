/** Counts in two directions: rows such as platforms, each divided into parts such as states. */
export interface Breakdown {
  readonly parts: readonly Part[];
  readonly rows: readonly BreakdownRow[];
}

/** `tone` names a colour of the page's style sheet. */
export interface Part {
  readonly title: string;
  readonly tone: Tone;
}

export type Tone = "good" | "mild" | "warm" | "bad" | "calm" | "off";

/** One count for each part, in their order. */
export interface BreakdownRow {
  readonly title: string;
  readonly counts: readonly number[];
}

/** Leaves out parts that count nothing anywhere and are only worth a mention when they do. */
export function withoutEmptyParts(breakdown: Breakdown, keep: readonly string[]): Breakdown {
  const kept = breakdown.parts.flatMap(({ title }, index) =>
    keep.includes(title) || breakdown.rows.some(({ counts }) => (counts[index] ?? 0) > 0) ? [index] : [],
  );
  const pick = <T>(list: readonly T[]) => list.filter((_one, index) => kept.includes(index));
  return {
    parts: pick(breakdown.parts),
    rows: breakdown.rows.map(({ title, counts }) => ({ title, counts: pick(counts) })),
  };
}

export function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
