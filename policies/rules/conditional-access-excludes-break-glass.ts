import { azureadTypes, ConditionalAccessState, excludesBreakGlass } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { ts } from "../framework/documentation";
import { emergencyAccess } from "../framework/frameworks";
import { resourceRule } from "../framework/rule";
import { idsSetting } from "../framework/rule-settings";
import { emergencyAccessGuide } from "../framework/sources";
import { memberOf, textsIn } from "../framework/input-values";

export const conditionalAccessExcludesBreakGlass = resourceRule({
  id: "entra-conditional-access-excludes-break-glass",
  title: "Emergency access stays open",
  demand: "Every Conditional Access policy excludes the emergency access accounts.",
  severity: "critical",
  tags: ["entra", "conditional-access"],
  references: [emergencyAccess],
  source: emergencyAccessGuide,
  why:
    "If Lookout or Intune is unavailable, or a risk is set incorrectly, all devices may become not compliant at once. Administrators who must fix that are then " +
    "blocked as well, unless the policy excludes the emergency access accounts.",
  fix: "Add the break-glass group to conditions.users.excludedGroups.",
  bad: ts('conditions: { users: { includedUsers: ["All"] }, … }'),
  good: ts('conditions: { users: { includedUsers: ["All"], excludedGroups: [breakGlass.objectId] }, … }'),
  settings: z.strictObject({
    breakGlassIds: idsSetting(
      "Object ids of the groups or users that every policy must exclude. Default: any excluded group or user is enough.",
    ),
  }),
  types: [azureadTypes.ConditionalAccessPolicy],
  validate: ({ props, config: { breakGlassIds }, notApplicable }, report) => {
    if (props.state === ConditionalAccessState.Disabled) notApplicable("the policy is disabled");
    const users = memberOf(props.conditions, "users");
    const excluded = [...textsIn(memberOf(users, "excludedGroups")), ...textsIn(memberOf(users, "excludedUsers"))];
    if (excludesBreakGlass(excluded, breakGlassIds)) return;
    const whom = breakGlassIds.length === 0 ? "anybody" : "all of the configured emergency groups and users";
    report(
      `the policy does not exclude ${whom}, so a mistake can lock everybody out. Add the break-glass group to conditions.users.excludedGroups.`,
    );
  },
});
