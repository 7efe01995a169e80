import { blocksUnsupportedOs, dynamicTypes } from "pulumi-lookout-intune/schemas";
import { yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { connectorGuide } from "../framework/sources";

export const unsupportedOsBlocked = resourceRule({
  id: "intune-unsupported-os-blocked",
  title: "Operating systems that Lookout does not support are blocked",
  demand: "The Intune connector treats operating system versions below Lookout's minimum as not compliant.",
  severity: "medium",
  tags: ["intune", "connector"],
  source: connectorGuide,
  why: "On an operating system that Lookout no longer supports, the app cannot detect threats. Such a device also has the most known vulnerabilities.",
  fix: "Set blockUnsupportedOsVersions to true, or omit it.",
  bad: yaml("lookout-intune:intuneConnector:\n  blockUnsupportedOsVersions: false"),
  good: yaml("lookout-intune:intuneConnector:\n  blockUnsupportedOsVersions: true"),
  types: [dynamicTypes.IntuneMtdConnector],
  validate: ({ props }, report) => {
    if (blocksUnsupportedOs(props)) return;
    report(
      "blockUnsupportedOsVersions is off, so devices that Lookout cannot assess stay compliant. " +
        "Set lookout-intune:intuneConnector.blockUnsupportedOsVersions to true, or omit it.",
    );
  },
  remediate: ({ props }) => (blocksUnsupportedOs(props) ? {} : { blockUnsupportedOsVersions: true }),
});
