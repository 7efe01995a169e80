import fc from "fast-check";
import { DeviceThreatLevel } from "../../../model/device-threat-level";
import { toAssignmentTargets, type GroupAssignment } from "../../../model/group-assignment";
import { InstallIntent, toAppAssignments, type AppAssignmentOptions } from "../../../model/mobile-app";
import {
  AppProtectionPlatform,
  ManagedAppGroup,
  ManagementLevel,
  PartnerPriority,
  RemediationAction,
  toTargetedApps,
} from "../../../resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import {
  ComplianceAction,
  CompliancePlatform,
  compliancePolicyTypes,
  toScheduledActions,
} from "../../../resources/intune-compliance-policy/intune-compliance-policy.schema";
import { appProtectionPolicyDefinition } from "../../../resources/intune-app-protection-policy/intune-app-protection-policy.graph";
import { compliancePolicyDefinition } from "../../../resources/intune-compliance-policy/intune-compliance-policy.graph";
import { iosAppConfigurationDefinition } from "../../../resources/intune-ios-app-configuration/intune-ios-app-configuration.graph";
import { AutoUpdateMode } from "../../../resources/intune-managed-google-play-app/intune-managed-google-play-app.schema";
import {
  lookoutForWork,
  minimumOperatingSystems,
  StoreAppPlatform,
  storeAppTypes,
  toStoreAppBody,
  toStoreAppCreation,
} from "../../../resources/intune-store-app/intune-store-app.schema";
import type { ConfigLocation } from "lookout-intune/internal/import-existing/locations";
import type { GraphObject } from "../../../clients/graph/graph-objects";

/** An object as Graph shows it, and where it would stand in the config. */
export interface Shown {
  readonly location: ConfigLocation;
  readonly object: GraphObject;
}

const text = fc.string({ unit: fc.constantFrom("a", "B", "ä", " ", "-", "."), minLength: 1, maxLength: 12 });
const name = text.map((given) => `L${given.trim()}`);
interface Groups {
  includedGroupIds: string[];
  excludedGroupIds: string[];
}
const groups: fc.Arbitrary<Groups> = fc.uniqueArray(fc.uuid(), { maxLength: 4 }).chain((ids) =>
  fc.nat(ids.length).map((included) => ({
    includedGroupIds: ids.slice(0, included),
    excludedGroupIds: ids.slice(included),
  })),
);
const one = <T>(values: Readonly<Record<string, T>>) => fc.constantFrom(...Object.values(values));
const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const assigned = (assignment: GroupAssignment) =>
  toAssignmentTargets(assignment).map((target, index) => ({ id: `a${index}`, target, source: "direct" }));
const appAssigned = (
  assignment: GroupAssignment & { readonly intent: InstallIntent },
  options: AppAssignmentOptions | undefined,
) => toAppAssignments(assignment, options).mobileAppAssignments.map((made, index) => ({ ...made, id: `a${index}` }));

const actions = fc
  .tuple(
    fc.integer({ min: 0, max: 8760 }),
    fc.array(
      fc.oneof(
        fc.record({
          action: fc.constant(ComplianceAction.Notification),
          graceHours: fc.integer({ min: 0, max: 8760 }),
          notificationTemplateId: fc.uuid(),
          copyToGroupIds: maybe(fc.array(fc.uuid(), { maxLength: 2 })),
        }),
        fc.record({ action: fc.constant(ComplianceAction.Retire), graceHours: fc.integer({ min: 0, max: 8760 }) }),
      ),
      { maxLength: 2 },
    ),
  )
  .map(([graceHours, others]) => [{ action: ComplianceAction.Block, graceHours }, ...others]);

const compliancePolicies: fc.Arbitrary<Shown> = fc
  .record({
    platform: one(CompliancePlatform),
    displayName: name,
    maximumThreatLevel: one(DeviceThreatLevel),
    actionsForNoncompliance: actions,
    assignment: groups,
  })
  .map(({ assignment, ...settings }) => ({
    location: `compliance.${settings.platform}`,
    object: {
      ...{ id: "policy", "@odata.type": compliancePolicyTypes[settings.platform].odataType, description: null },
      ...{
        ...compliancePolicyDefinition.properties({
          ...settings,
          ...assignment,
          includedGroupIds: [],
          excludedGroupIds: [],
        }),
      },
      scheduledActionsForRule: toScheduledActions(settings.actionsForNoncompliance).map((rule) => ({
        ...rule,
        ruleName: null,
        scheduledActionConfigurations: rule.scheduledActionConfigurations.map((action) => ({
          ...action,
          notificationTemplateId: action.notificationTemplateId || "00000000-0000-0000-0000-000000000000",
        })),
      })),
      assignments: assigned(assignment),
    },
  }));

const appIds = fc.uniqueArray(fc.constantFrom("com.a.b", "com.microsoft.teams", "org.c"), { minLength: 1 });
const appProtectionPolicies: fc.Arbitrary<Shown> = fc
  .record({
    platform: one(AppProtectionPlatform),
    displayName: name,
    maximumThreatLevel: one(DeviceThreatLevel),
    remediationAction: one(RemediationAction),
    partnerPriority: one(PartnerPriority),
    managementLevel: fc.constantFrom(ManagementLevel.Any, ManagementLevel.Mdm, ManagementLevel.Unmanaged),
    apps: fc.oneof(one(ManagedAppGroup), appIds),
    assignment: groups,
  })
  .map(({ assignment, ...settings }) => ({
    location: `appProtection.${settings.platform}`,
    object: {
      ...{
        id: "policy",
        ...appProtectionPolicyDefinition.properties({ ...settings, includedGroupIds: [], excludedGroupIds: [] }),
      },
      ...{ ...toTargetedApps(settings), assignments: assigned(assignment) },
    },
  }));

const addresses = {
  [StoreAppPlatform.Ios]: "https://apps.apple.com/de/app/lookout/id997193468",
  [StoreAppPlatform.Android]: lookoutForWork.appStoreUrl.android,
} as const;
const storeApps: fc.Arbitrary<Shown> = one(StoreAppPlatform).chain((platform) =>
  fc
    .record({
      ...{ displayName: name, description: text, publisher: text, intent: one(InstallIntent), assignment: groups },
      minimumOperatingSystem: fc.constantFrom(...minimumOperatingSystems[platform]),
      uninstall: fc.boolean(),
    })
    .map(({ uninstall, assignment, intent, ...settings }): Shown => {
      const isIos = platform === StoreAppPlatform.Ios;
      const app = { ...settings, platform, appStoreUrl: addresses[platform], intent, ...assignment };
      return {
        location: isIos ? "lookoutForWork.ios" : "lookoutForWork.androidStore",
        object: {
          ...{
            id: "app",
            "@odata.type": storeAppTypes[platform].odataType,
            ...toStoreAppBody(app),
            ...toStoreAppCreation(app),
          },
          assignments: appAssigned(
            app,
            isIos
              ? {
                  "@odata.type": "#microsoft.graph.iosStoreAppAssignmentSettings",
                  uninstallOnDeviceRemoval: uninstall,
                  vpnConfigurationId: null,
                }
              : undefined,
          ),
        },
      };
    }),
);

const managedApps: fc.Arbitrary<Shown> = fc
  .record({
    autoUpdateMode: one(AutoUpdateMode),
    intent: fc.constantFrom(InstallIntent.Required, InstallIntent.Available),
    assignment: groups,
  })
  .map(({ autoUpdateMode, intent, assignment }) => ({
    location: "lookoutForWork.android",
    object: {
      ...{ id: "app", "@odata.type": "#microsoft.graph.androidManagedStoreApp", displayName: "Lookout for Work" },
      packageId: lookoutForWork.packageId,
      assignments: appAssigned(
        { intent, ...assignment },
        { "@odata.type": "#microsoft.graph.androidManagedStoreAppAssignmentSettings", autoUpdateMode },
      ),
    },
  }));

/** Everything that this product can declare, as Graph shows it, its collections in any order. */
export const declarableObjects: fc.Arbitrary<Shown> = fc
  .oneof(compliancePolicies, appProtectionPolicies, storeApps, managedApps)
  .chain(({ location, object }) =>
    shuffled(object.assignments as unknown[]).map((assignments) => ({ location, object: { ...object, assignments } })),
  );

/** The configuration of the iOS app with the id `app`. */
export const iosAppConfigurations: fc.Arbitrary<GraphObject> = fc
  .record({
    displayName: name,
    configuration: fc.dictionary(name, fc.oneof(text, fc.integer(), fc.boolean()), { minKeys: 1 }),
    assignment: groups,
  })
  .map(({ displayName, configuration, assignment }) => ({
    id: "configuration",
    ...iosAppConfigurationDefinition.properties({ displayName, configuration, appIds: ["app"], ...assignment }),
    assignments: assigned(assignment),
  }));
