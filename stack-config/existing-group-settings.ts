import type { ExistingGroupProblem, ExpectedGroup } from "../model/existing-group";
import { formatPath } from "../model/validation";
import type { ConfigProblem } from "./config-problem";
import { hideSecrets } from "./hide-secrets";
import { isMap } from "../model/maps";
import { readNamespace, type RawConfig } from "./raw-config";
import { describeProblems } from "./read-config";

/** Lists the existing groups that a valid config uses, by the path of their setting, such as `enrollmentGroups.pilot`. */
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

/** Converts problems with existing groups to config problems. `key` is the path of the group's setting, such as
 *  `enrollmentGroups.pilot`. */
export function describeGroupProblems(
  raw: RawConfig,
  wrong: readonly (ExistingGroupProblem & { readonly key: string })[],
): ConfigProblem[] {
  const problems = wrong.map(({ key, property, message }) => {
    const steps = [...key.split("."), property];
    return { path: formatPath(steps), steps, message };
  });
  const described = describeProblems(raw, "lookout-intune", readNamespace(raw, "lookout-intune"), problems);
  return hideSecrets(raw, described);
}

function isExisting(group: unknown): group is ExpectedGroup {
  return isMap(group) && typeof group.existingObjectId === "string";
}
