import {
  appProtectionPolicyDefaults,
  appProtectionPolicySchema,
  appProtectionTypes,
  fromTargetedApps,
  targetedAppsKey,
  toTargetedApps,
  type AppProtectionPolicySettings,
} from "./intune-app-protection-policy.schema";
import { pathOfType } from "../../model/graph-type";
import { fromProperties, toProperties } from "../../model/managed-property";
import type { GraphObject } from "../../clients/graph/graph-objects";
import { assignmentAction, assignmentFromActual } from "../graph-object/assignments";
import { entriesWithout, writtenBy, type GraphObjectDefinition } from "../graph-object/graph-object.definition";

export const appProtectionPolicyDefinition: GraphObjectDefinition<AppProtectionPolicySettings> = {
  type: "IntuneAppProtectionPolicy",
  schema: appProtectionPolicySchema,
  applyDefaults: (inputs) => ({ ...appProtectionPolicyDefaults, ...inputs }),
  fixed: ["platform"],
  collection: ({ platform }) => ({
    path: pathOfType(appProtectionTypes[platform]),
    odataType: appProtectionTypes[platform].odataType,
    expand: "apps,assignments",
    what: "the app protection policy",
    area: "apps",
  }),
  nameOf: ({ displayName }) => displayName,
  properties: (settings) => toProperties(appProtectionPolicySchema, settings),
  // Reports disagree on whether Intune accepts apps and assignments in the creation, so actions write them afterwards.
  // Source: https://github.com/microsoft/Intune-PowerShell-SDK/issues/127
  actions: [
    {
      settings: ["apps"],
      desired: ({ apps }) => targetedAppsKey(apps),
      actual: (object) => {
        const apps = fromTargetedApps(object);
        return apps === undefined ? undefined : targetedAppsKey(apps);
      },
      ...writtenBy("targetApps", toTargetedApps, ({ appGroupType, apps }) => ({
        appGroupType,
        // Microsoft maintains the list of every other group.
        apps: appGroupType === "selectedPublicApps" ? entriesWithout(apps, ["id", "version"]) : [],
      })),
    },
    assignmentAction(),
  ],
  fromActual,
  markedProperty: "description",
  locationInConsole: "the Intune admin center under Apps > Protection",
};

function fromActual(declared: AppProtectionPolicySettings, object: GraphObject): object {
  return {
    platform: declared.platform,
    ...fromProperties(appProtectionPolicySchema, declared, object),
    apps: fromTargetedApps(object) ?? [],
    ...assignmentFromActual(object),
  };
}
