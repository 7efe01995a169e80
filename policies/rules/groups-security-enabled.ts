import { azureadTypes, isSecurityGroup } from "pulumi-lookout-intune/schemas";
import { ts } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";

export const groupsSecurityEnabled = resourceRule({
  id: "entra-groups-security-enabled",
  title: "Groups are security groups",
  demand: "Every Entra group of the stack is security-enabled.",
  severity: "high",
  tags: ["entra", "groups"],
  source: setUpGuide,
  why:
    "Lookout uses security groups for its console roles and for enrollment, and Intune assigns to them. Other groups are accepted everywhere, but give " +
    "nobody access or protection.",
  fix: "Set securityEnabled to true on the group.",
  bad: ts('new azuread.Group("pilot", { displayName: "Lookout pilot", mailEnabled: true, types: ["Unified"] });'),
  good: ts('new azuread.Group("pilot", { displayName: "Lookout pilot", securityEnabled: true });'),
  types: [azureadTypes.Group],
  validate: ({ props }, report) => {
    if (isSecurityGroup(props)) return;
    report(
      "securityEnabled is not true, but Lookout and Intune require security groups. Set securityEnabled: true on the group.",
    );
  },
  remediate: ({ props }) => (isSecurityGroup(props) ? {} : { securityEnabled: true }),
});
