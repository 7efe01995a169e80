import type { ResourceValidationPolicy } from "@pulumi/policy";
import { dynamicTypes, syncsIosApps } from "pulumi-lookout-intune/domain";
import { platformOf } from "./connector-platforms";
import { connectorGuide } from "./sources";

export const iosAppSyncOn: ResourceValidationPolicy = {
  name: "intune-ios-app-sync-on",
  displayName: "iOS App Sync where iOS is on",
  description: "The Intune connector lets Lookout see the apps of iOS devices wherever it protects iOS.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["intune", "connector", "ios"],
  url: connectorGuide,
  remediationSteps: "Set ios.appSync to true, or leave it out.",
  validateResource: (args, report) => {
    if (args.type !== dynamicTypes.IntuneMtdConnector) args.notApplicable("not an Intune connector");
    const ios = platformOf(args.props, "ios");
    if (ios?.enabled !== true) args.notApplicable("the connector does not protect iOS");
    if (syncsIosApps(ios)) return;
    report(
      "ios.appSync is off while iOS is on, so Lookout cannot judge the apps on iOS devices. " +
        "Set lookout-intune:intuneConnector.ios.appSync to true, or leave it out.",
    );
  },
};
