import type { GraphAreaName } from "pulumi-lookout-intune/internal/model/graph-permissions";

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

/** Failed checks that prevent reading the tenant: sign-in, clock or connection. */
export function findBlockers(checks: readonly Check[]): Check[] {
  const isBasic = ({ id }: Check) => id === "sign-in" || id === "clock" || id.startsWith("reach-");
  return checks.filter((check) => isBasic(check) && check.status === "failing");
}

/** Missing permissions in the areas that the config needs. A permission that the token does not show passes. */
export function findMissingPermissions(checks: readonly Check[], areas: readonly GraphAreaName[]): Check[] {
  const ids = areas.map((area) => `permission-${area}`);
  return checks.filter(({ id, status }) => ids.includes(id) && (status === "failing" || status === "note"));
}

/** Formats the checks as lines with result and fix. */
export function formatChecks(checks: readonly Check[]): string[] {
  return checks.map(({ title, found, fix }) => `- ${title}: ${found}${fix === null ? "" : ` ${fix}`}`);
}
