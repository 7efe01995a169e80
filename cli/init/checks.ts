import type { GraphAreaName } from "pulumi-lookout-intune/internal/model/graph-permissions";
import type { Check } from "../doctor/check";

/** What keeps the tenant from being looked at: nobody can sign in, or nothing answers. */
export function findBlockers(checks: readonly Check[]): Check[] {
  const isBasic = ({ id }: Check) => id === "sign-in" || id === "clock" || id.startsWith("reach-");
  return checks.filter((check) => isBasic(check) && check.status === "failing");
}

/** Permissions that are known to be missing in the areas that the config needs. One that the token does not tell passes. */
export function findMissingPermissions(checks: readonly Check[], areas: readonly GraphAreaName[]): Check[] {
  const ids = areas.map((area) => `permission-${area}`);
  return checks.filter(({ id, status }) => ids.includes(id) && (status === "failing" || status === "note"));
}

/** The checks as lines: what was found, and what to do. */
export function formatChecks(checks: readonly Check[]): string[] {
  return checks.map(({ title, found, fix }) => `- ${title}: ${found}${fix === null ? "" : ` ${fix}`}`);
}
