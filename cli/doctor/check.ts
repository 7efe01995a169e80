/** What a check came to. */
export type CheckStatus =
  | "ok"
  /** Nothing is broken, but somebody should know it. */
  | "note"
  /** It could not be looked at. */
  | "unknown"
  | "failing";

/** One thing that the doctor looked at. */
export interface Check {
  /** Stable, for programs that read the JSON. */
  readonly id: string;
  /** What was looked at, for people. */
  readonly title: string;
  readonly status: CheckStatus;
  /** What was found. */
  readonly found: string;
  /** What to do about it; null when there is nothing to do. */
  readonly fix: string | null;
}

/** Names one thing to look at, and says what it came to. */
export function check(id: string, title: string) {
  const of = (status: CheckStatus) => (found: string, fix: string) => ({ id, title, status, found, fix });
  return {
    ok: (found: string): Check => ({ id, title, status: "ok", found, fix: null }),
    note: of("note") as Conclude,
    unknown: of("unknown") as Conclude,
    failing: of("failing") as Conclude,
  };
}

type Conclude = (found: string, fix: string) => Check;

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
