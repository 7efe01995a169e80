import assert from "node:assert/strict";
import type { GroupAssignmentTarget, MobileAppAssignment } from "@microsoft/microsoft-graph-types";
import { conditionalAccessPolicySchema } from "../../model/conditional-access-policy";
import { toAssignmentTargets } from "../../model/group-assignment";
import { counterpartsOf } from "../../model/managed-property";
import { toAppAssignments } from "../../model/mobile-app";
import { appProtectionPolicySchema } from "../../resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import { compliancePolicySchema } from "../../resources/intune-compliance-policy/intune-compliance-policy.schema";
import { toDiagnosticProperties } from "../../resources/intune-diagnostic-settings/intune-diagnostic-settings.arm";
import { intuneDiagnosticSettingsSchema } from "../../resources/intune-diagnostic-settings/intune-diagnostic-settings.schema";
import { iosAppConfigurationSchema } from "../../resources/intune-ios-app-configuration/intune-ios-app-configuration.schema";
import { managedGooglePlayAppSchema } from "../../resources/intune-managed-google-play-app/intune-managed-google-play-app.schema";
import { intuneMtdConnectorSchema } from "../../resources/intune-mtd-connector/intune-mtd-connector.schema";
import {
  storeAppSchema,
  toStoreAppBody,
  toStoreAppCreation,
  type StoreAppSettings,
} from "../../resources/intune-store-app/intune-store-app.schema";
import { managedObjects } from "../../resources/managed-objects";
import { policyBody } from "../../local/stand-ins/azuread/conditional-access-policy/conditional-access-policy.state";

/** Whether every member of a body exists in the type with a type that fits. */
type Fits<Body, Type> = {
  [Name in keyof Body]-?: Name extends keyof Type
    ? Body[Name] extends Type[Name] | undefined
      ? true
      : [Name, "has another type in Graph"]
    : [Name, "is not in Graph"];
}[keyof Body] extends true
  ? true
  : false;

// Compiling this file is the test. `graph-versions.test.ts` holds the bodies of POST and PATCH to Graph's schemas; these
// are parameters of actions.
const compileTime: readonly true[] = [
  true satisfies Fits<Omit<ReturnType<typeof toAssignmentTargets>[number], "@odata.type">, GroupAssignmentTarget>,
  true satisfies Fits<
    Pick<ReturnType<typeof toAppAssignments>["mobileAppAssignments"][number], "intent">,
    MobileAppAssignment
  >,
];

describe("the objects that are managed in Intune", () => {
  it("are assigned as Microsoft's published types have it", () => {
    assert.ok(compileTime.every(Boolean));
  });

  it("state for every setting what becomes of it in Graph, except those about this product's own behavior", () => {
    // Diagnostic settings have their name in the path.
    const ownBehavior = [
      ...["name", "adopt", "onRemoval", "whenMissing"],
      ...["partner", "partnerId", "partnerSide", "whenNotConnected", "waitMinutes"],
    ];
    const schemas = {
      appProtectionPolicySchema,
      compliancePolicySchema,
      intuneDiagnosticSettingsSchema,
      conditionalAccessPolicySchema,
      intuneMtdConnectorSchema,
      iosAppConfigurationSchema,
      managedGooglePlayAppSchema,
      storeAppSchema,
    };
    for (const [name, schema] of Object.entries(schemas)) {
      for (const [setting, counterpart] of Object.entries(counterpartsOf(schema))) {
        assert.equal(counterpart === undefined, ownBehavior.includes(setting), `${name}: ${setting}`);
      }
    }
  });

  // Bodies of the other objects are made of these names.
  it("name the very properties that are sent", () => {
    const { metrics, ...diagnostics } = toDiagnosticProperties({
      ...{ workspaceId: "a", storageAccountId: "b", eventHub: { authorizationRuleId: "c", name: "d" } },
      categories: [],
    });
    assert.deepEqual(metrics, [], "of which Intune has none");
    const app: StoreAppSettings = {
      ...{ platform: "ios", displayName: "a", description: "b", publisher: "c", minimumOperatingSystem: "12.0" },
      ...{ appStoreUrl: "d", bundleId: "e", intent: "required", includedGroupIds: [], excludedGroupIds: [] },
    };
    const { applicableDeviceType, ...creation } = { applicableDeviceType: undefined, ...toStoreAppCreation(app) };
    assert.ok(applicableDeviceType !== undefined, "which is no setting");
    const sent = { IntuneDiagnosticSettings: diagnostics, IntuneStoreApp: { ...toStoreAppBody(app), ...creation } };
    for (const [type, body] of Object.entries(sent)) {
      const named = Object.values(managedObjects.find((one) => one.type === type)?.settings ?? {})
        .filter(({ action }) => action === undefined)
        .flatMap(({ properties }) => properties)
        .filter((property) => property !== "@odata.type");
      assert.deepEqual(Object.keys(body).sort(), named.sort(), type);
    }
  });

  it("name where in a Conditional Access policy the azuread provider writes each setting", () => {
    const lists = (names: string[]) => Object.fromEntries(names.map((name) => [name, [name]]));
    const body = policyBody({
      displayName: "a",
      state: "enabled",
      conditions: {
        ...lists(["clientAppTypes"]),
        applications: lists(["includedApplications", "excludedApplications"]),
        platforms: lists(["includedPlatforms"]),
        users: lists(["includedGroups", "excludedGroups"]),
      },
      grantControls: { ...lists(["builtInControls"]), operator: "AND" },
    });
    const { settings = {} } = managedObjects.find(({ type }) => type === "ConditionalAccess") ?? {};
    const paths = Object.values(settings).flatMap(({ properties }) => properties);
    assert.equal(new Set(paths).size, 10);
    for (const path of paths) {
      const value = path.split(".").reduce<unknown>((object, name) => (object as Record<string, unknown>)[name], body);
      assert.ok(Array.isArray(value) ? value.length > 0 : typeof value === "string" && value !== "", path);
    }
  });
});
