/** The result of a check. */
export type CheckStatus =
  | "ok"
  /** Nothing is broken, but you should know about it. */
  | "note"
  /** The check could not run. */
  | "unknown"
  | "failing";

/** One check and its result. */
export interface Check {
  /** Stable identifier for programs that read the JSON. */
  readonly id: string;
  /** What was checked, for people. */
  readonly title: string;
  readonly status: CheckStatus;
  /** What was found. */
  readonly found: string;
  /** How to fix it; null if there is nothing to do. */
  readonly fix: string | null;
}

/** Starts a check; the returned functions create its result. */
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

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
