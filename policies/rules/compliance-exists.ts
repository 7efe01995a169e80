import { dynamicTypes, hasCompliancePolicy, protectedPlatforms } from "pulumi-lookout-intune/schemas";
import { yaml } from "../rule/documentation";
import { androidCompanyCompliance, androidPersonalCompliance, iosCompliance } from "../rule/frameworks";
import { ofType } from "../rule/group-uses";
import { coverageOf } from "../rule/platform-coverage";
import { stackRule } from "../rule/rule";
import { complianceGuide } from "../rule/sources";
import { partsElsewhere } from "../rule/stack-policy";
import { judgeEach } from "../rule/unknown-values";

export const complianceExists = stackRule({
  id: "intune-compliance-exists",
  title: "A compliance policy for each protected platform",
  demand: "Every platform that the Intune connector protects has a compliance policy that asks for a threat level.",
  severity: "critical",
  tags: ["intune", "compliance"],
  references: [iosCompliance, androidCompanyCompliance, androidPersonalCompliance],
  source: complianceGuide,
  why:
    "Intune learns the threat level of each device and does nothing with it until a compliance policy asks for one. Without the policy a device with an open " +
    "threat stays compliant and reaches company data.",
  fix: "Declare a compliance policy for the platform.",
  bad: yaml(
    "lookout-intune:intuneConnector:\n  android: {}\n  ios: {}\nlookout-intune:compliance:\n  ios: { maximumThreatLevel: low }",
  ),
  good: yaml(
    "lookout-intune:intuneConnector:\n  android: {}\n  ios: {}\nlookout-intune:compliance:\n  ios: { maximumThreatLevel: low }\n  androidWorkProfile: { maximumThreatLevel: low }",
  ),
  judge: ({ resources, notApplicable }, report) => {
    if (ofType(resources, dynamicTypes.IntuneMtdConnector).length === 0)
      notApplicable("the stack has no Intune connector");
    if (partsElsewhere(resources).includes("compliance")) {
      notApplicable("compliance policies are expected elsewhere, of which lookout-rest-expected-elsewhere speaks");
    }
    judgeEach(protectedPlatforms, (platform) => {
      if (hasCompliancePolicy(coverageOf(resources, platform))) return;
      const settings = platform === "ios" ? "ios" : "androidWorkProfile or .androidDeviceOwner";
      report(
        `${platform === "ios" ? "iOS" : "Android"} is protected by the Intune connector, but no compliance policy asks for a threat level on it. ` +
          `Declare lookout-intune:compliance.${settings}, or leave compliance out of lookout-intune:policy.expects where somebody else has it.`,
      );
    });
  },
});
