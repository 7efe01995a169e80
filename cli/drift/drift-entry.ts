import type { Difference } from "../live/live-resources";

export type Verdict =
  /** It exists, and differs from its declaration. */
  | "differs"
  /** It is declared, and no longer exists. */
  | "gone"
  /** It does not exist yet because of a pending manual step. */
  | "pending"
  /** No proven difference, but you should review it. */
  | "review"
  /** It could not be compared. */
  | "unknown";

/** One difference, or one thing that could not be verified. */
export interface DriftEntry {
  /** The resource's name in the program. */
  readonly resource: string;
  /** Its type, without the module. */
  readonly type: string;
  /** Its name for people. */
  readonly title: string;
  /** Its id in the service; null if it has none. */
  readonly id: string | null;
  readonly side: "Microsoft" | "Lookout";
  readonly verdict: Verdict;
  readonly differences: readonly Difference[];
  /** Observations, in sentences. */
  readonly evidence: readonly string[];
}

export interface Drift {
  readonly stack: string;
  readonly observedAt: string;
  /** Number of compared resources. */
  readonly compared: number;
  readonly entries: readonly DriftEntry[];
  /** Number of managed resources that this command does not compare, by type. */
  readonly notCompared: Readonly<Record<string, number>>;
}

/** Whether anything differs from its declaration. */
export function hasDrifted({ entries }: Drift): boolean {
  return entries.some(({ verdict }) => verdict === "differs" || verdict === "gone");
}

/** Whether every resource could be compared. */
export function isComplete({ entries }: Drift): boolean {
  return entries.every(({ verdict }) => verdict !== "unknown");
}
