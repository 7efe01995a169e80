import type { Difference } from "../live/resources";

export type Verdict =
  /** It is there, and not as declared. */
  | "differs"
  /** It is declared, and not there any more. */
  | "gone"
  /** It is not there yet, as somebody has to act first. */
  | "pending"
  /** Nothing is proved, but somebody should look. */
  | "review"
  /** It could not be compared. */
  | "unknown";

/** One thing that is not known to be as declared. */
export interface DriftEntry {
  /** The resource's name in the program. */
  readonly resource: string;
  /** Its type, without the module. */
  readonly type: string;
  /** What people call it. */
  readonly title: string;
  /** Its id where it lives; null where it has none. */
  readonly id: string | null;
  readonly side: "Microsoft" | "Lookout";
  readonly verdict: Verdict;
  readonly differences: readonly Difference[];
  /** What was seen, in sentences. */
  readonly evidence: readonly string[];
}

export interface Drift {
  readonly stack: string;
  readonly observedAt: string;
  /** Resources that were compared. */
  readonly compared: number;
  readonly entries: readonly DriftEntry[];
  /** Types of managed resources that this command does not compare, and how many of each there are. */
  readonly notCompared: Readonly<Record<string, number>>;
}

/** Whether something is not as declared. */
export function hasDrifted({ entries }: Drift): boolean {
  return entries.some(({ verdict }) => verdict === "differs" || verdict === "gone");
}

/** Whether everything that this command compares could be. */
export function isComplete({ entries }: Drift): boolean {
  return entries.every(({ verdict }) => verdict !== "unknown");
}
