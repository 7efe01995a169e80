import type { ResourceValidationPolicy } from "@pulumi/policy";
import { dynamicTypes, stateSyncDefaults } from "pulumi-lookout-intune/domain";
import { setUpGuide } from "./sources";

export const stateSyncOn: ResourceValidationPolicy = {
  name: "lookout-state-sync-on",
  displayName: "Device and threat status reach Intune",
  description: "Lookout's connector synchronises both the device status and the threat status.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["lookout", "connector"],
  url: setUpGuide,
  remediationSteps: "Set deviceStatusSync and threatStatusSync to true, or leave them out.",
  validateResource: (args, report) => {
    if (args.type !== dynamicTypes.LookoutConnector) args.notApplicable("not Lookout's connector");
    for (const property of Object.keys(stateSyncDefaults)) {
      if (args.props[property] === true) continue;
      report(
        `${property} is off, and without it Intune never learns what Lookout finds. ` +
          `Set lookout-intune:connector.${property} to true, or leave it out.`,
      );
    }
  },
};
