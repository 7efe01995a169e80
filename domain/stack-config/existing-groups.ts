import type { ExpectedGroup } from "..";
import { isMap } from "./maps";

/** The groups of a valid config that exist already, by the path of their setting, such as `enrollmentGroups.pilot`. */
export function listExistingGroups(project: Readonly<Record<string, unknown>>): Record<string, ExpectedGroup> {
  const { accessGroups, enrollmentGroups, conditionalAccess } = project;
  const breakGlassGroup = isMap(conditionalAccess) ? conditionalAccess.breakGlassGroup : undefined;
  const sections = { accessGroups, enrollmentGroups, conditionalAccess: { breakGlassGroup } };
  return Object.fromEntries(
    Object.entries(sections).flatMap(([section, groups]) =>
      Object.entries(isMap(groups) ? groups : {}).flatMap(([key, group]) =>
        isExisting(group) ? [[`${section}.${key}`, group] as const] : [],
      ),
    ),
  );
}

function isExisting(group: unknown): group is ExpectedGroup {
  return isMap(group) && typeof group.existingObjectId === "string";
}
