import type { PolicyResource } from "@pulumi/policy";
import {
  dynamicTypes,
  failsPolicy,
  isAtLeast,
  isDeviceThreatLevel,
  platformOfCompliance,
  Risk,
  type DeclaredRisk,
} from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { declaredRisksOf } from "../framework/declared-risks";
import { complianceSection, yaml } from "../framework/documentation";
import { ofType } from "../framework/group-uses";
import { stackRule } from "../framework/rule";
import { lookoutPolicies } from "../framework/sources";
import { evaluateEach } from "../framework/unknown-readings";

export const risksTriggerNoncompliance = stackRule({
  id: "lookout-risks-trigger-noncompliance",
  title: "Risky devices are not compliant",
  demand:
    "Every classification with the configured risk or a higher one makes a device fail the compliance policies of its platform.",
  severity: "high",
  tags: ["lookout", "intune", "risks", "compliance"],
  source: lookoutPolicies,
  why:
    "Lookout's risk and Intune's threat level are set in two consoles. A high risk has an effect only if the compliance policy allows less than " +
    "high; otherwise Lookout shows the finding, and nothing else happens.",
  fix: "Set the policy's maximumThreatLevel below the risk, or correct the risk of the classification.",
  bad: yaml(`lookout-intune:threatClassifications:\n  risks: { TROJAN: high }\n${complianceSection({ ios: "high" })}`),
  good: yaml(`lookout-intune:threatClassifications:\n  risks: { TROJAN: high }\n${complianceSection({ ios: "low" })}`),
  settings: z.strictObject({
    fromRisk: z
      .enum([Risk.Low, Risk.Medium, Risk.High], { error: "the risk must be low, medium or high" })
      .default(Risk.High)
      .describe("The lowest risk that must make a device not compliant."),
  }),
  validate: ({ resources, config: { fromRisk }, notApplicable }, report) => {
    const declared = ofType(resources, dynamicTypes.LookoutThreatClassifications);
    if (declared.length === 0) notApplicable("the stack declares no risks");
    const policies = ofType(resources, dynamicTypes.IntuneCompliancePolicy);
    if (policies.length === 0) notApplicable("the stack has no compliance policy; see intune-compliance-exists");
    evaluateEach(policies, (policy) => {
      const level: unknown = policy.props.maximumThreatLevel;
      if (!isDeviceThreatLevel(level)) return;
      evaluateEach(declared, ({ props }) => {
        const harmless = declaredRisksOf(props).filter(
          (one) => isAtLeast(one.risk, fromRisk) && isOn(one, policy) && !failsPolicy(one.risk, level),
        );
        if (harmless.length === 0) return;
        report(
          `with maximumThreatLevel ${level} a device stays compliant despite ${list(harmless)}. ` +
            "Set maximumThreatLevel below these risks, or correct the risks.",
          policy.urn,
        );
      });
    });
  },
});

function isOn({ platform }: DeclaredRisk, policy: PolicyResource): boolean {
  return platform === "all" || platform === platformOfCompliance(policy.props.platform);
}

/** Lists classifications for a message. Their names are Lookout's, so they are not secret; names of device groups are omitted. */
function list(risks: readonly DeclaredRisk[]): string {
  const texts = [...new Set(risks.map(({ classification, risk }) => `${classification} (${risk})`))];
  return texts.length > 5 ? `${texts.slice(0, 5).join(", ")} and ${texts.length - 5} more` : texts.join(", ");
}
