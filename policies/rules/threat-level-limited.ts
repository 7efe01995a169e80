import { DeviceThreatLevel, dynamicTypes, isAtLeastAsStrict, isDeviceThreatLevel } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import { complianceSection, yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { complianceGuide } from "../framework/sources";

export const threatLevelLimited = resourceRule({
  id: "intune-threat-level-limited",
  title: "Threat level no weaker than allowed",
  demand: "Compliance and app protection policies allow no higher threat level than the organization does.",
  severity: "high",
  tags: ["intune", "compliance", "app-protection"],
  source: complianceGuide,
  why: "The level is the worst threat with which a device is still compliant. With high, all threats are allowed and the policy has no effect.",
  fix: "Set maximumThreatLevel to the allowed level or a stricter one: secured, low, medium, high, from strict to lenient.",
  bad: yaml(complianceSection({ ios: "high" })),
  good: yaml(complianceSection({ ios: "low" })),
  settings: z.strictObject({
    maximumThreatLevel: z
      .enum(DeviceThreatLevel, { error: "the threat level must be secured, low, medium or high" })
      .default(DeviceThreatLevel.Medium)
      .describe("The highest level allowed."),
  }),
  types: [dynamicTypes.IntuneCompliancePolicy, dynamicTypes.IntuneAppProtectionPolicy],
  validate: ({ props, config }, report) => {
    const level = props.maximumThreatLevel;
    if (isAtLeastAsStrict(level, config.maximumThreatLevel)) return;
    report(
      `maximumThreatLevel is ${isDeviceThreatLevel(level) ? level : "no threat level"}, but ${config.maximumThreatLevel} is the highest allowed level. ` +
        `Set it to ${config.maximumThreatLevel} or a stricter level.`,
    );
  },
  remediate: ({ props: { maximumThreatLevel: level }, config: { maximumThreatLevel } }) =>
    isAtLeastAsStrict(level, maximumThreatLevel) ? {} : { maximumThreatLevel },
});
