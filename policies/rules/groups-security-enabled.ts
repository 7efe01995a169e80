import type { ResourceValidationPolicy } from "@pulumi/policy";
import { azureadTypes, isSecurityGroup } from "pulumi-lookout-intune/domain";
import { setUpGuide } from "./sources";

export const groupsSecurityEnabled: ResourceValidationPolicy = {
  name: "entra-groups-security-enabled",
  displayName: "Groups are security groups",
  description: "Every Entra group of the stack is security-enabled.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["entra", "groups"],
  url: setUpGuide,
  remediationSteps: "Set securityEnabled to true on the group.",
  validateResource: (args, report) => {
    if (args.type !== azureadTypes.Group) args.notApplicable("not an Entra group");
    if (isSecurityGroup(args.props)) return;
    report(
      "securityEnabled is not true, and Lookout and Intune take security groups only. Set securityEnabled: true on the group.",
    );
  },
};
