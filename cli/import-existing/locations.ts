import type { GroupAssignment } from "pulumi-lookout-intune/internal/model/group-assignment";
import { AppProtectionPlatform } from "pulumi-lookout-intune/internal/resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import { CompliancePlatform } from "pulumi-lookout-intune/internal/resources/intune-compliance-policy/intune-compliance-policy.schema";
import { StoreAppPlatform } from "pulumi-lookout-intune/internal/resources/intune-store-app/intune-store-app.schema";
import type { GraphObjectDefinition } from "pulumi-lookout-intune/internal/resources/graph-object/graph-object.definition";
import { appProtectionPolicyDefinition } from "pulumi-lookout-intune/internal/resources/intune-app-protection-policy/intune-app-protection-policy.graph";
import { compliancePolicyDefinition } from "pulumi-lookout-intune/internal/resources/intune-compliance-policy/intune-compliance-policy.graph";
import { iosAppConfigurationDefinition } from "pulumi-lookout-intune/internal/resources/intune-ios-app-configuration/intune-ios-app-configuration.graph";
import { managedGooglePlayAppDefinition } from "pulumi-lookout-intune/internal/resources/intune-managed-google-play-app/intune-managed-google-play-app.graph";
import { storeAppDefinition } from "pulumi-lookout-intune/internal/resources/intune-store-app/intune-store-app.graph";
import type { GraphCollection, GraphObject } from "pulumi-lookout-intune/internal/clients/graph/graph-objects";
import { collectionOf, readFromActual, type Reading } from "./reading";

/** Paths in the stack's config that can hold an Intune object. */
export type ConfigLocation =
  | `compliance.${CompliancePlatform}`
  | `appProtection.${AppProtectionPlatform}`
  | `lookoutForWork.${"ios" | "android" | "androidStore"}`;

/** Reads the object of a location. */
export interface LocationReader {
  readonly what: string;
  readonly collection: GraphCollection;
  read(object: GraphObject): Reading;
  /** The value of `adopt` that adopts an object. */
  adopts(id: string): boolean | string;
}

const readers: Readonly<Record<ConfigLocation, LocationReader>> = {
  "compliance.ios": compliance(CompliancePlatform.Ios, "compliance policy for iOS"),
  "compliance.androidWorkProfile": compliance(
    CompliancePlatform.AndroidWorkProfile,
    "compliance policy for Android work profiles",
  ),
  "compliance.androidDeviceOwner": compliance(
    CompliancePlatform.AndroidDeviceOwner,
    "compliance policy for Android company devices",
  ),
  "appProtection.ios": appProtection(AppProtectionPlatform.Ios, "app protection policy for iOS"),
  "appProtection.android": appProtection(AppProtectionPlatform.Android, "app protection policy for Android"),
  "lookoutForWork.ios": storeApp(StoreAppPlatform.Ios, "app from the App Store"),
  // Its package identifies the app, so there is no other to name.
  "lookoutForWork.android": {
    ...reader(managedGooglePlayAppDefinition, {}, [], "app from managed Google Play"),
    adopts: () => true,
  },
  "lookoutForWork.androidStore": storeApp(StoreAppPlatform.Android, "app from Google Play"),
};

export const configLocations = Object.keys(readers) as ConfigLocation[];

export function readerOf(location: ConfigLocation): LocationReader {
  return readers[location];
}

/** The Graph collection of iOS app configurations. */
export const iosAppConfigurations = collectionOf(iosAppConfigurationDefinition, {});

/** Reads the configuration of an iOS app. */
export function readIosAppConfiguration(appId: string, object: GraphObject): Reading {
  const implied = { appIds: [appId] };
  const reading = readFromActual(iosAppConfigurationDefinition, implied, ["displayName", "configuration"], object);
  const apps = Array.isArray(object.targetedMobileApps) ? object.targetedMobileApps : [];
  if (apps.length === 1) return reading;
  const several = `appIds: it configures ${apps.length} apps, and the stack supports one`;
  return { ...reading, refused: [...reading.refused, several] };
}

/** Keys of an app's dictionary whose values may be secret: all texts except Intune's tokens, such as `{{serialnumber}}`. */
export function possiblySecretKeys(configuration: unknown): string[] {
  if (configuration === null || typeof configuration !== "object") return [];
  return Object.entries(configuration)
    .filter(([, value]) => typeof value === "string" && !/^\{\{\w+\}\}$/.test(value))
    .map(([key]) => key);
}

/** The display name is always written because the integration has its own default for it. */
function compliance(platform: CompliancePlatform, what: string): LocationReader {
  return reader(compliancePolicyDefinition, { platform }, ["displayName"], what);
}

function appProtection(platform: AppProtectionPlatform, what: string): LocationReader {
  return reader(appProtectionPolicyDefinition, { platform }, ["displayName"], what);
}

function storeApp(platform: StoreAppPlatform, what: string): LocationReader {
  return reader(storeAppDefinition, { platform }, [], what);
}

function reader<Settings extends GroupAssignment>(
  definition: GraphObjectDefinition<Settings>,
  implied: Readonly<Record<string, unknown>>,
  named: readonly (keyof Settings & string)[],
  what: string,
): LocationReader {
  return {
    what,
    collection: collectionOf(definition, implied),
    read: (object) => readFromActual(definition, implied, named, object),
    adopts: (id) => id,
  };
}
