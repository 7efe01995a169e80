import {
  formerObjectHandlingDefaults,
  objectHandlingDefaults,
  objectHandlingShape,
  type ObjectHandling,
} from "../../model/intune-object";
import { foundBeforeShape, type FoundBeforeInput } from "../../model/ownership";
import { diagnosticSettingId, type IntuneDiagnosticSetting } from "../../clients/arm/intune-diagnostic-settings";
import { fromDiagnosticProperties } from "./intune-diagnostic-settings.arm";
import {
  diagnosticSettingsKey,
  intuneDiagnosticSettingsDefaults,
  intuneDiagnosticSettingsSchema,
  type DiagnosticSettings,
} from "./intune-diagnostic-settings.schema";
import { createArmService } from "../provider/provider-configuration";
import type { ResourceProvider } from "../provider/provider";
import { objectRemoval } from "../provider/object-removal";
import { changedAmong, createResourceProvider } from "../provider/resource-provider";
import {
  createDiagnosticSettingsTarget,
  createRestoringDiagnosticSettingsTarget,
} from "./intune-diagnostic-settings.target";

type DiagnosticSettingsHandling = Omit<ObjectHandling, "adopt"> & { readonly adopt: boolean };

/** Creates the provider of Intune's diagnostic settings, which are identified by their name. */
export function createIntuneDiagnosticSettingsProvider(): ResourceProvider {
  return createResourceProvider({
    type: "IntuneDiagnosticSettings",
    createService: createArmService,
    schema: intuneDiagnosticSettingsSchema.safeExtend({ ...objectHandlingShape, ...foundBeforeShape }),
    applyDefaults: (inputs) => ({ ...intuneDiagnosticSettingsDefaults, ...objectHandlingDefaults, ...inputs }),
    comparable: (desired: DiagnosticSettings & DiagnosticSettingsHandling & FoundBeforeInput) => {
      const { adopt, onRemoval } = desired;
      return { settings: diagnosticSettingsKey(desired), adopt, onRemoval };
    },
    formerDefaults: formerObjectHandlingDefaults,
    ignored: Object.keys(foundBeforeShape),
    replaces: changedAmong(["name"]),
    // Azure refuses two settings that send the same category to the same destination.
    deleteBeforeReplace: () => true,
    target: createDiagnosticSettingsTarget,
    adopts: ({ adopt }) => adopt,
    resourceId: ({ name }) => diagnosticSettingId(name),
    fromActual: (desired, { properties }) => {
      const { name, adopt, onRemoval, foundBefore } = desired;
      return { adopt, onRemoval, foundBefore, name, ...fromDiagnosticProperties(properties, desired) };
    },
    outputs: ({ id, adopted }) => ({ resourceId: id, adopted }),
    removal: (desired, state) =>
      objectRemoval(desired, `the diagnostic setting "${desired.name}"`, state, (arm) =>
        createRestoringDiagnosticSettingsTarget(
          arm,
          desired,
          state.settingsBefore as Pick<IntuneDiagnosticSetting, "properties">,
        ),
      ),
  });
}
