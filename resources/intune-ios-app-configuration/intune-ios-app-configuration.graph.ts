import { pathOfType } from "../../model/graph-type";
import { fromProperties, toProperties } from "../../model/managed-property";
import { canonicalJson } from "../../model/revision";
import {
  fromAppConfigurationItems,
  iosAppConfigurationDefaults,
  iosAppConfigurationSchema,
  iosAppConfigurationType,
  type IosAppConfigurationSettings,
} from "./intune-ios-app-configuration.schema";
import type { GraphObject } from "../../clients/graph/graph-objects";
import { assignmentAction, assignmentFromActual } from "../graph-object/assignments";
import type { GraphObjectDefinition } from "../graph-object/graph-object.definition";

export const iosAppConfigurationDefinition: GraphObjectDefinition<IosAppConfigurationSettings> = {
  type: "IntuneIosAppConfiguration",
  schema: iosAppConfigurationSchema,
  applyDefaults: (inputs) => ({ ...iosAppConfigurationDefaults, ...inputs }),
  fixed: [],
  collection: () => ({
    path: pathOfType(iosAppConfigurationType),
    odataType: iosAppConfigurationType.odataType,
    expand: "assignments",
    what: "the iOS app configuration",
    area: "apps",
  }),
  nameOf: ({ displayName }) => displayName,
  properties: (settings) => toProperties(iosAppConfigurationSchema, settings),
  normalized(property, value) {
    switch (property) {
      case "settings":
        return fromAppConfigurationItems(value);
      case "targetedMobileApps":
        return Array.isArray(value) ? value.map(String).sort() : value;
      default:
        return value;
    }
  },
  actions: [assignmentAction()],
  fromActual,
  markedProperty: "description",
  locationInConsole: "the Intune admin center under Apps > Configuration",
};

function fromActual(declared: IosAppConfigurationSettings, object: GraphObject): object {
  const appIds = Array.isArray(object.targetedMobileApps) ? object.targetedMobileApps.map(String) : [];
  const sameApps = canonicalJson([...appIds].sort()) === canonicalJson([...declared.appIds].sort());
  return {
    ...fromProperties(iosAppConfigurationSchema, declared, object),
    appIds: sameApps ? declared.appIds : appIds,
    ...assignmentFromActual(object),
  };
}
