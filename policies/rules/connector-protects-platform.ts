import type { ResourceValidationPolicy } from "@pulumi/policy";
import { dynamicTypes, protectsAPlatform } from "pulumi-lookout-intune/domain";
import { platformOf } from "./connector-platforms";
import { connectorGuide } from "./sources";

export const connectorProtectsPlatform: ResourceValidationPolicy = {
  name: "intune-connector-protects-platform",
  displayName: "The connector protects a platform",
  description: "The Intune connector is switched on for Android, iOS or both.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["intune", "connector"],
  url: connectorGuide,
  remediationSteps: "Declare android or ios with enabled set to true, or left out.",
  validateResource: (args, report) => {
    if (args.type !== dynamicTypes.IntuneMtdConnector) args.notApplicable("not an Intune connector");
    if (protectsAPlatform({ android: platformOf(args.props, "android"), ios: platformOf(args.props, "ios") })) return;
    report(
      "neither Android nor iOS is switched on, so Lookout's findings protect nobody. " +
        "Set lookout-intune:intuneConnector.android.enabled or .ios.enabled to true.",
    );
  },
};
