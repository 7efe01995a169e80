import {
  canonicalJson,
  fromAppConfigurationItems,
  iosAppConfigurationDefaults,
  iosAppConfigurationSchema,
  toIosAppConfigurationBody,
  type IosAppConfigurationSettings,
} from "../../domain";
import type { GraphObject } from "../../services/graph/objects";
import { assignmentPart, assignmentSettingsIn } from "../graph-object/assignments";
import type { GraphObjectKind } from "../graph-object/kind";

export const iosAppConfigurationKind: GraphObjectKind<IosAppConfigurationSettings> = {
  type: "IntuneIosAppConfiguration",
  schema: iosAppConfigurationSchema,
  withDefaults: (inputs) => ({ ...iosAppConfigurationDefaults, ...inputs }),
  fixed: [],
  collection: () => ({
    path: "/v1.0/deviceAppManagement/mobileAppConfigurations",
    odataType: "#microsoft.graph.iosMobileAppConfiguration",
    expand: "assignments",
    what: "the iOS app configuration",
    area: "apps",
  }),
  nameOf: ({ displayName }) => displayName,
  properties: (settings) => toIosAppConfigurationBody(settings),
  normalised(property, value) {
    switch (property) {
      case "settings":
        return fromAppConfigurationItems(value);
      case "targetedMobileApps":
        return Array.isArray(value) ? value.map(String).sort() : value;
      default:
        return value;
    }
  },
  parts: [assignmentPart()],
  settingsIn,
  whereInConsole: "the Intune admin center under Apps > Configuration",
};

function settingsIn(declared: IosAppConfigurationSettings, object: GraphObject): object {
  const appIds = Array.isArray(object.targetedMobileApps) ? object.targetedMobileApps.map(String) : [];
  const sameApps = canonicalJson([...appIds].sort()) === canonicalJson([...declared.appIds].sort());
  return {
    displayName: object.displayName,
    ...(declared.description === undefined ? {} : { description: object.description ?? "" }),
    appIds: sameApps ? declared.appIds : appIds,
    configuration: fromAppConfigurationItems(object.settings),
    ...assignmentSettingsIn(object),
  };
}
