import { isDynamicGroup } from "pulumi-lookout-intune/schemas";
import { ts } from "../framework/documentation";
import { groupsInUse } from "../framework/group-uses";
import { stackRule } from "../framework/rule";
import { dynamicMembership } from "../framework/sources";
import { evaluateEach } from "../framework/unknown-readings";
import { memberOf, textOf, textsIn } from "../framework/input-values";

export const groupsNotDynamic = stackRule({
  id: "lookout-groups-not-dynamic",
  title: "Members are assigned, not found by a rule",
  demand: "The groups that enroll devices or open Lookout's console have no dynamic membership.",
  severity: "low",
  level: "advisory",
  tags: ["lookout", "entra", "groups"],
  source: dynamicMembership,
  why:
    "Lookout does not document whether it supports groups with dynamic membership. Also, an attribute that many people may edit then decides who is protected or " +
    "who has console access. Test it with a few devices before you rely on it.",
  fix: "Use a group with assigned members, or test it and disable this rule.",
  bad: ts(
    'new azuread.Group("pilot", {\n  displayName: "Lookout pilot",\n  securityEnabled: true,\n  types: ["DynamicMembership"],\n  dynamicMembership: { enabled: true, rule: \'user.department -eq "Sales"\' },\n});',
  ),
  good: ts('new azuread.Group("pilot", { displayName: "Lookout pilot", securityEnabled: true });'),
  validate: ({ resources, notApplicable }, report) => {
    const groups = groupsInUse(resources);
    if (groups.length === 0) notApplicable("the stack manages no group that Lookout relies on");
    evaluateEach(groups, ({ props, name, urn }) => {
      const rule = textOf(memberOf(props.dynamicMembership, "rule"));
      if (!isDynamicGroup({ types: textsIn(props.types), rule })) return;
      report(
        `the group ${name} has a dynamic membership, and it is not documented how Lookout treats it. Assign its members, or test it first.`,
        urn,
      );
    });
  },
});
