import type { ResourceValidationPolicy } from "@pulumi/policy";
import { dynamicTypes, findStateSyncsOff } from "pulumi-lookout-intune/domain";
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
    for (const sync of findStateSyncsOff(args.props)) {
      report(
        `${sync} is off, and without it Intune never learns what Lookout finds. ` +
          `Set lookout-intune:connector.${sync} to true, or leave it out.`,
      );
    }
  },
};
