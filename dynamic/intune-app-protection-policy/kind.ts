import {
  appProtectionPolicyDefaults,
  appProtectionPolicySchema,
  appProtectionTypes,
  fromTargetedApps,
  PartnerPriority,
  targetedAppsKey,
  toAppProtectionBody,
  toTargetedApps,
  type AppProtectionPolicySettings,
} from "../../domain";
import type { GraphObject } from "../../services/graph/objects";
import { assignmentPart, assignmentSettingsIn } from "../graph-object/assignments";
import { byAction, type GraphObjectKind } from "../graph-object/kind";

export const appProtectionPolicyKind: GraphObjectKind<AppProtectionPolicySettings> = {
  type: "IntuneAppProtectionPolicy",
  schema: appProtectionPolicySchema,
  withDefaults: (inputs) => ({ ...appProtectionPolicyDefaults, ...inputs }),
  fixed: ["platform"],
  collection: ({ platform }) => ({
    path: appProtectionTypes[platform].path,
    odataType: appProtectionTypes[platform].odataType,
    expand: "apps,assignments",
    what: "the app protection policy",
    area: "apps",
  }),
  nameOf: ({ displayName }) => displayName,
  properties: (settings) => toAppProtectionBody(settings),
  // Whether Intune takes apps and assignments in the same request is reported both ways, so they follow by actions.
  // Source: https://github.com/microsoft/Intune-PowerShell-SDK/issues/127
  parts: [
    {
      settings: ["apps"],
      wanted: ({ apps }) => targetedAppsKey(apps),
      seen: (object) => {
        const seen = fromTargetedApps(object);
        return seen === undefined ? undefined : targetedAppsKey(seen);
      },
      write: byAction("targetApps", toTargetedApps),
    },
    assignmentPart(),
  ],
  settingsIn,
  whereInConsole: "the Intune admin center under Apps > Protection",
};

function settingsIn(declared: AppProtectionPolicySettings, object: GraphObject): object {
  return {
    platform: declared.platform,
    displayName: object.displayName,
    ...(declared.description === undefined ? {} : { description: object.description ?? "" }),
    maximumThreatLevel: object.maximumAllowedDeviceThreatLevel,
    remediationAction: object.mobileThreatDefenseRemediationAction,
    partnerPriority: object.mobileThreatDefensePartnerPriority ?? PartnerPriority.Unset,
    managementLevel: object.targetedAppManagementLevels,
    apps: fromTargetedApps(object) ?? [],
    ...assignmentSettingsIn(object),
  };
}
