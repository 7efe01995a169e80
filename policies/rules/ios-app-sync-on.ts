import { dynamicTypes, syncsIosApps } from "pulumi-lookout-intune/schemas";
import { platformOf } from "../framework/stack-coverage";
import { yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { connectorGuide } from "../framework/sources";

export const iosAppSyncOn = resourceRule({
  id: "intune-ios-app-sync-on",
  title: "iOS App Sync is on if iOS is on",
  demand: "The Intune connector lets Lookout see the apps of iOS devices if it protects iOS.",
  severity: "high",
  tags: ["intune", "connector", "ios"],
  source: connectorGuide,
  why:
    "iOS does not let an app list other installed apps. Lookout can detect sideloaded and malicious iOS apps only from Intune's app inventory, which App Sync " +
    "provides.",
  fix: "Set ios.appSync to true, or omit it.",
  bad: yaml("lookout-intune:intuneConnector:\n  ios: { appSync: false }"),
  good: yaml("lookout-intune:intuneConnector:\n  ios: { appSync: true }"),
  types: [dynamicTypes.IntuneMtdConnector],
  validate: ({ props, notApplicable }, report) => {
    const ios = platformOf(props, "ios");
    if (ios?.enabled !== true) notApplicable("the connector does not protect iOS");
    if (syncsIosApps(ios)) return;
    report(
      "ios.appSync is off while iOS is on, so Lookout cannot assess the apps on iOS devices. " +
        "Set lookout-intune:intuneConnector.ios.appSync to true, or omit it.",
    );
  },
  remediate: ({ props }) => (syncsIosApps(platformOf(props, "ios")) ? {} : { "ios.appSync": true }),
});
