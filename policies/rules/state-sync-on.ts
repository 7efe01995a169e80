import { dynamicTypes, findStateSyncsOff } from "pulumi-lookout-intune/schemas";
import { yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";

export const stateSyncOn = resourceRule({
  id: "lookout-state-sync-on",
  title: "Device and threat status reach Intune",
  demand: "Lookout's connector synchronizes both the device status and the threat status.",
  severity: "critical",
  tags: ["lookout", "connector"],
  source: setUpGuide,
  why:
    "Both settings of the connector's State Sync tab must be on. Otherwise Lookout still finds threats, but Intune does not receive them, and a device with an open " +
    "threat stays compliant.",
  fix: "Set deviceStatusSync and threatStatusSync to true, or omit them.",
  bad: yaml("lookout-intune:connector:\n  threatStatusSync: false"),
  good: yaml("lookout-intune:connector:\n  deviceStatusSync: true\n  threatStatusSync: true"),
  types: [dynamicTypes.LookoutConnector],
  validate: ({ props }, report) => {
    for (const sync of findStateSyncsOff(props)) {
      report(
        `${sync} is off, and without it Intune never learns what Lookout finds. ` +
          `Set lookout-intune:connector.${sync} to true, or omit it.`,
      );
    }
  },
  remediate: ({ props }) => Object.fromEntries(findStateSyncsOff(props).map((sync) => [sync, true])),
});
