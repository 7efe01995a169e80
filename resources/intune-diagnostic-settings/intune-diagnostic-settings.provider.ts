import { objectHandlingDefaults, objectHandlingShape, type ObjectHandling } from "../../model/intune-object";
import { fromDiagnosticProperties } from "./intune-diagnostic-settings.arm";
import {
  diagnosticSettingsKey,
  intuneDiagnosticSettingsDefaults,
  intuneDiagnosticSettingsSchema,
  type DiagnosticSettings,
} from "./intune-diagnostic-settings.schema";
import { createArmService } from "../provider/provider-configuration";
import type { ResourceProvider } from "../provider/provider";
import { objectRemoval } from "../provider/resource-definition";
import { changedAmong, createResourceProvider } from "../provider/resource-provider";
import { createDiagnosticSettingsTarget } from "./intune-diagnostic-settings.target";

/** Creates the provider of Intune's diagnostic settings, which are identified by their name. */
export function createIntuneDiagnosticSettingsProvider(): ResourceProvider {
  return createResourceProvider({
    type: "IntuneDiagnosticSettings",
    createService: createArmService,
    schema: intuneDiagnosticSettingsSchema.safeExtend(objectHandlingShape),
    applyDefaults: (inputs) => ({ ...intuneDiagnosticSettingsDefaults, ...objectHandlingDefaults, ...inputs }),
    comparable: (desired: DiagnosticSettings & ObjectHandling) => {
      const { adopt, onRemoval } = desired;
      return { settings: diagnosticSettingsKey(desired), adopt, onRemoval };
    },
    replaces: changedAmong(["name"]),
    // Azure refuses two settings that send the same category to the same destination.
    deleteBeforeReplace: () => true,
    target: createDiagnosticSettingsTarget,
    adopts: ({ adopt }) => adopt,
    fromActual: (desired, { properties }) => {
      const { name, adopt, onRemoval } = desired;
      return { adopt, onRemoval, name, ...fromDiagnosticProperties(properties, desired) };
    },
    outputs: ({ id, adopted }) => ({ resourceId: id, adopted }),
    removal: (desired, { resourceId, adopted }) =>
      objectRemoval(desired, `"${desired.name}" (${String(resourceId)})`, adopted === true),
  });
}
