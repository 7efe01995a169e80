import type { PolicyResource } from "@pulumi/policy";
import { azureadTypes, dynamicTypes, findMissingPrerequisites, blocksSignIns } from "pulumi-lookout-intune/schemas";
import { ts } from "../framework/documentation";
import { ofType } from "../framework/group-uses";
import { lookoutApps } from "../framework/stack-coverage";
import { stackRule } from "../framework/rule";
import { compliantDeviceGuide } from "../framework/sources";
import { externalParts } from "../framework/stack-policy";
import { evaluateEach, throwUnknown, tryToRead } from "../framework/unknown-readings";
import { memberOf, textsIn } from "../framework/input-values";

export const conditionalAccessAfterEnrollment = stackRule({
  id: "entra-conditional-access-after-enrollment",
  title: "Nobody is blocked before they can comply",
  demand:
    "A Conditional Access policy that requires a compliant device or app is enforced only if enrollment, connector, app and compliance policy exist.",
  severity: "high",
  tags: ["entra", "conditional-access", "enrollment"],
  source: compliantDeviceGuide,
  why:
    "A policy that is enforced before devices can enroll blocks everybody it applies to. Report-only mode shows in the sign-in logs what the policy would have " +
    "done.",
  fix: "Keep state at enabledForReportingButNotEnforced until the devices are active in Lookout and compliant in Intune.",
  bad: ts(
    'new azuread.ConditionalAccessPolicy("lookout", { state: "enabled", … });   // the Intune connector is not connected yet',
  ),
  good: ts('new azuread.ConditionalAccessPolicy("lookout", { state: "enabledForReportingButNotEnforced", … });'),
  validate: ({ resources, notApplicable }, report) => {
    const policies = ofType(resources, azureadTypes.ConditionalAccessPolicy);
    if (policies.length === 0) notApplicable("the stack has no Conditional Access policy");
    const connectors = ofType(resources, dynamicTypes.IntuneMtdConnector);
    const lookout = ofType(resources, dynamicTypes.LookoutConnector);
    if (connectors.length + lookout.length === 0) notApplicable("the stack has no part of the integration");
    const elsewhere = externalParts(resources);
    evaluateEach(policies, ({ props, urn }) => {
      if (!blocksSignIns(props.state, textsIn(memberOf(props.grantControls, "builtInControls")))) return;
      const connected = connectors.map(connectionOf);
      const missing = findMissingPrerequisites({
        enrollment: lookout.some(
          ({ props: { enrollmentGroupNames: names } }) => Array.isArray(names) && names.length > 0,
        ),
        connector: connected.some(({ value, unknown }) => value !== false || unknown !== undefined),
        app: elsewhere.includes("app") || lookoutApps(resources).length > 0,
        compliance:
          elsewhere.includes("compliance") || ofType(resources, dynamicTypes.IntuneCompliancePolicy).length > 0,
      });
      if (missing.length > 0) {
        report(
          `the policy is enforced, but ${missing.join(" and ")} is missing, so its users cannot comply. ` +
            "Set state to enabledForReportingButNotEnforced.",
          urn,
        );
        return;
      }
      throwUnknown(connected);
    });
  },
});

function connectionOf({ props }: PolicyResource) {
  return tryToRead((): unknown => props.connected);
}
