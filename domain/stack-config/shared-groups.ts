import { findRoleOverlaps } from "..";
import type { ConfigProblem } from "./config-problem";
import { isMap } from "./maps";

/** Finds groups that are named twice: by two access roles, by two enrollment groups, or by one of these and the break-glass
 *  group. Looks past whatever else is wrong,
 *  so that one run reports all. */
export function findSharedGroups(config: Readonly<Record<string, unknown>>): ConfigProblem[] {
  return [
    ...overlapsOf("accessGroups", config.accessGroups, "each role needs a group of its own"),
    ...overlapsOf("enrollmentGroups", config.enrollmentGroups, "name each group once"),
    ...breakGlassOverlaps(config.conditionalAccess, config.enrollmentGroups),
  ];
}

function overlapsOf(section: string, groups: unknown, demand: string): ConfigProblem[] {
  if (!isMap(groups)) return [];
  return (["existingObjectId", "displayName"] as const).flatMap((property) => {
    const named = Object.entries(groups).flatMap(([key, group]) => {
      const value = isMap(group) ? group[property] : undefined;
      return typeof value === "string" ? [[key, value] as const] : [];
    });
    return findRoleOverlaps(Object.fromEntries(named)).map(({ first, second, group }) => ({
      key: `lookout-intune:${section}.${second}.${property}`,
      found: `is "${group}"`,
      message: `${section}.${first} names the same group; ${demand}`,
    }));
  });
}

function breakGlassOverlaps(conditionalAccess: unknown, enrollmentGroups: unknown): ConfigProblem[] {
  if (!isMap(conditionalAccess) || !isMap(enrollmentGroups)) return [];
  const { breakGlassGroup } = conditionalAccess;
  return Object.entries(enrollmentGroups).flatMap(([key, group]) =>
    overlapsOf("conditionalAccess", { [key]: group, breakGlassGroup }, "").map((problem) => ({
      ...problem,
      message: `enrollmentGroups.${key} names the same group, whose members the policy would leave out; choose a group that holds nothing but emergency access accounts`,
    })),
  );
}
