import assert from "node:assert/strict";
import fc from "fast-check";
import {
  readerOf,
  readIosAppConfiguration,
  type ConfigLocation,
} from "lookout-intune/internal/import-existing/locations";
import type { Reading } from "lookout-intune/internal/import-existing/reading";
import { canonicalJson } from "../../../model/revision";
import { managedGooglePlayAppDefaults } from "../../../resources/intune-managed-google-play-app/intune-managed-google-play-app.schema";
import { projectConfigSchema } from "../../../stack-config/stack-config.schema";
import { findChanges, type ComparedDefinition } from "../../../resources/graph-object/changes";
import { appProtectionPolicyDefinition } from "../../../resources/intune-app-protection-policy/intune-app-protection-policy.graph";
import { compliancePolicyDefinition } from "../../../resources/intune-compliance-policy/intune-compliance-policy.graph";
import { iosAppConfigurationDefinition } from "../../../resources/intune-ios-app-configuration/intune-ios-app-configuration.graph";
import { managedGooglePlayAppDefinition } from "../../../resources/intune-managed-google-play-app/intune-managed-google-play-app.graph";
import { storeAppDefinition } from "../../../resources/intune-store-app/intune-store-app.graph";
import type { GraphObject } from "../../../clients/graph/graph-objects";
import { declarableObjects, iosAppConfigurations } from "./sample-graph-objects";

function isAsDesired<Settings extends object>(
  definition: ComparedDefinition<Settings>,
  settings: Settings,
  object: GraphObject,
): boolean {
  return findChanges(definition, settings, object).length === 0;
}

/** Whether the resource that this config declares, for the same groups, finds nothing to write. */
function staysUnchanged(location: ConfigLocation, { config, assignment }: Reading, object: GraphObject): boolean {
  const { includedGroupIds, excludedGroupIds } = assignment;
  const settings = { ...config, includedGroupIds, excludedGroupIds };
  const [section, platform] = location.split(".");
  const readObject = <Settings extends object>(definition: ComparedDefinition<Settings>, inputs: object) =>
    isAsDesired(definition, inputs as Settings, object);
  switch (section) {
    case "compliance":
      return readObject(
        compliancePolicyDefinition,
        compliancePolicyDefinition.applyDefaults({ ...settings, platform }),
      );
    case "appProtection":
      return readObject(
        appProtectionPolicyDefinition,
        appProtectionPolicyDefinition.applyDefaults({ ...settings, platform }),
      );
    default:
      return platform === "android"
        ? readObject(managedGooglePlayAppDefinition, { ...managedGooglePlayAppDefaults, ...settings })
        : readObject(
            storeAppDefinition,
            storeAppDefinition.applyDefaults({ ...settings, platform: platform === "ios" ? "ios" : "android" }),
          );
  }
}

/** The stack's config with an object at its location. */
function isValidConfig(location: ConfigLocation, { config }: Reading): boolean {
  const [section = "", platform = ""] = location.split(".");
  return projectConfigSchema.partial().safeParse({ [section]: { [platform]: config } }).success;
}

describe("an object of Intune in the words of the config", () => {
  it("is declared so that its resource finds nothing to write, whatever can be declared", () => {
    fc.assert(
      fc.property(declarableObjects, ({ location, object }) => {
        const reading = readerOf(location).read(object);
        assert.deepEqual([reading.refused, reading.written], [[], []]);
        assert.ok(isValidConfig(location, reading), JSON.stringify(reading.config));
        assert.ok(staysUnchanged(location, reading, object), JSON.stringify(reading.config));
      }),
      { numRuns: 500 },
    );
  });

  it("reports whatever would be written or cannot be declared, for objects with any content", () => {
    const odd = fc
      .tuple(declarableObjects, fc.nat(), fc.oneof(fc.jsonValue(), fc.constantFrom("off", "warn", "unmanaged,mdm", [])))
      .map(([{ location, object }, at, value]) => {
        const properties = Object.keys(object).filter((key) => key !== "id" && key !== "displayName");
        return { location, object: { ...object, [properties[at % properties.length] ?? ""]: value } };
      });
    let readings = 0;
    fc.assert(
      fc.property(odd, ({ location, object }) => {
        const reading = readerOf(location).read(object);
        const { refused, written, assignment } = reading;
        if (refused.length > 0) return;
        assert.ok(isValidConfig(location, reading), JSON.stringify(reading.config));
        if (written.length > 0) readings += 1;
        // A target without a group is reported separately; what a resource makes of it is its own affair.
        if (written.length === 0 && assignment.otherTargets.length > 0) return;
        assert.equal(
          staysUnchanged(location, reading, object),
          written.length === 0,
          JSON.stringify({ reading, object }),
        );
      }),
      { numRuns: 500 },
    );
    assert.ok(readings > 0, "nothing odd was generated");
  });

  it("keeps an app's dictionary as it is", () => {
    fc.assert(
      fc.property(iosAppConfigurations, (object) => {
        const { refused, written, config, assignment } = readIosAppConfiguration("app", object);
        assert.deepEqual([refused, written], [[], []]);
        const { displayName, configuration } = config as { displayName: string; configuration: Record<string, string> };
        const groups = {
          includedGroupIds: [...assignment.includedGroupIds],
          excludedGroupIds: [...assignment.excludedGroupIds],
        };
        const settings = { displayName, configuration, appIds: ["app"], ...groups };
        assert.ok(isAsDesired(iosAppConfigurationDefinition, settings, object), canonicalJson(config));
      }),
    );
    const two = readIosAppConfiguration("app", { id: "x", targetedMobileApps: ["app", "other"], settings: [] });
    assert.match(two.refused.join(), /appIds: it configures 2 apps/);
  });
});
