import type { PolicyResource } from "@pulumi/policy";
import { azureadTypes, dynamicTypes, isRuleOfDevices, includesAnyGroup } from "pulumi-lookout-intune/schemas";
import { complianceSection, yaml } from "../framework/documentation";
import { ofType } from "../framework/group-uses";
import { stackRule } from "../framework/rule";
import { complianceGuide } from "../framework/sources";
import { evaluateEach, tryToRead } from "../framework/unknown-readings";
import { memberOf, textOf, textsIn } from "../framework/input-values";

export const complianceAssignedToUsers = stackRule({
  id: "intune-compliance-assigned-to-users",
  title: "Compliance policies reach users",
  demand: "Every compliance policy is assigned to groups, and none of them is a group of devices.",
  severity: "critical",
  tags: ["intune", "compliance", "groups"],
  source: complianceGuide,
  why:
    "The threat level requires user groups: if the policy is assigned to a device group, Intune never evaluates it. A policy without an assignment applies to " +
    "nobody.",
  fix: "Set includedGroupIds to groups of the users whose devices are enrolled.",
  bad: yaml(
    `# no ring is reached, or the group's rule is (device.deviceOSType -eq "iPhone")\n${complianceSection({ ios: "low" })}`,
  ),
  good: yaml(
    `lookout-intune:rollout:\n  rings: [pilot, staff]\n  reached: pilot   # groups of users\n${complianceSection({ ios: "low" })}`,
  ),
  validate: ({ resources, notApplicable }, report) => {
    const policies = ofType(resources, dynamicTypes.IntuneCompliancePolicy);
    if (policies.length === 0) notApplicable("the stack has no compliance policy");
    const groups = ofType(resources, azureadTypes.Group).map((group) => ({ ...groupOf(group), name: group.name }));
    evaluateEach(policies, ({ props, urn }) => {
      const ids = textsIn(props.includedGroupIds);
      if (!includesAnyGroup(ids)) {
        report("includedGroupIds names no group, so the policy applies to nobody. Assign it to groups of users.", urn);
        return;
      }
      for (const { id, rule, name } of groups) {
        if (!ids.some((included) => included.toLowerCase() === id?.toLowerCase()) || !isRuleOfDevices(rule)) continue;
        report(
          `the group ${name} contains devices, but a threat level requires user groups. Assign a group of the users who own these devices.`,
          urn,
        );
      }
    });
  },
});

function groupOf({ props }: PolicyResource): { readonly id?: string; readonly rule?: string } {
  return {
    id: textOf(tryToRead((): unknown => props.objectId).value),
    rule: textOf(tryToRead(() => memberOf(props.dynamicMembership, "rule")).value),
  };
}
