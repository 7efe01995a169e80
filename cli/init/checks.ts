import type { GraphAreaName } from "pulumi-lookout-intune/internal/model/graph-permissions";
import type { Check } from "../doctor/check";

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
