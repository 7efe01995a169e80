import { findGroupConflicts, type DescribedGroup, type GroupPurpose } from "../model/group-clashes";
import type { ConfigProblem } from "./config-problem";
import { isMap } from "../model/maps";

/** Finds groups that clash anywhere in the config. Ignores other problems, so that one run reports all. */
export function findSharedGroups(config: Readonly<Record<string, unknown>>): ConfigProblem[] {
  const { conditionalAccess } = config;
  const { breakGlassGroup } = isMap(conditionalAccess) ? conditionalAccess : {};
  const groups = [
    ...describe("accessGroups", config.accessGroups, "access"),
    ...describe("enrollmentGroups", config.enrollmentGroups, "enrollment"),
    ...describe("conditionalAccess", { breakGlassGroup }, "break-glass"),
  ];
  return findGroupConflicts(groups).map(({ second, property, value, message }) => ({
    key: `lookout-intune:${second.at}.${property}`,
    found: `is "${value}"`,
    message,
  }));
}

function describe(section: string, groups: unknown, purpose: GroupPurpose): DescribedGroup[] {
  if (!isMap(groups)) return [];
  return Object.entries(groups).flatMap(([key, group]) =>
    isMap(group)
      ? [
          {
            at: `${section}.${key}`,
            purpose,
            displayName: textOf(group.displayName),
            existingObjectId: textOf(group.existingObjectId),
          },
        ]
      : [],
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
