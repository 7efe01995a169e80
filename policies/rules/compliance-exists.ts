import { dynamicTypes, hasCompliancePolicy, protectedPlatforms } from "pulumi-lookout-intune/schemas";
import { complianceSection, yaml } from "../framework/documentation";
import { androidCompanyCompliance, androidPersonalCompliance, iosCompliance } from "../framework/frameworks";
import { ofType } from "../framework/group-uses";
import { coverageOf } from "../framework/stack-coverage";
import { stackRule } from "../framework/rule";
import { complianceGuide } from "../framework/sources";
import { externalParts } from "../framework/stack-policy";
import { evaluateEach } from "../framework/unknown-readings";

export const complianceExists = stackRule({
  id: "intune-compliance-exists",
  title: "A compliance policy for each protected platform",
  demand: "Every platform that the Intune connector protects has a compliance policy that requires a threat level.",
  severity: "critical",
  tags: ["intune", "compliance"],
  references: [iosCompliance, androidCompanyCompliance, androidPersonalCompliance],
  source: complianceGuide,
  why:
    "Intune learns the threat level of each device and ignores it until a compliance policy requires one. Without the policy, a device with an open " +
    "threat stays compliant and reaches company data.",
  fix: "Declare a compliance policy for the platform.",
  bad: yaml(`lookout-intune:intuneConnector:\n  android: {}\n  ios: {}\n${complianceSection({ ios: "low" })}`),
  good: yaml(
    `lookout-intune:intuneConnector:\n  android: {}\n  ios: {}\n${complianceSection({ ios: "low", androidWorkProfile: "low" })}`,
  ),
  validate: ({ resources, notApplicable }, report) => {
    if (ofType(resources, dynamicTypes.IntuneMtdConnector).length === 0)
      notApplicable("the stack has no Intune connector");
    if (externalParts(resources).includes("compliance")) {
      notApplicable("compliance policies are expected elsewhere; see lookout-rest-expected-elsewhere");
    }
    evaluateEach(protectedPlatforms, (platform) => {
      if (hasCompliancePolicy(coverageOf(resources, platform))) return;
      const settings = platform === "ios" ? "ios" : "androidWorkProfile or .androidDeviceOwner";
      report(
        `${platform === "ios" ? "iOS" : "Android"} is protected by the Intune connector, but no compliance policy requires a threat level on it. ` +
          `Declare lookout-intune:compliance.${settings}, or remove compliance from lookout-intune:policy.expects if it is managed elsewhere.`,
      );
    });
  },
});
