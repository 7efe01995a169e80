import type {
  AndroidDeviceOwnerCompliancePolicy,
  AndroidManagedAppProtection,
  AndroidStoreApp,
  AndroidWorkProfileCompliancePolicy,
  IosCompliancePolicy,
  IosManagedAppProtection,
  IosStoreApp,
} from "@microsoft/microsoft-graph-types-beta";

/** The action that every compliance policy has exactly once. */
export const block = [{ actionType: "block" as const, gracePeriodHours: 0 }];
const scheduledActionsForRule = [{ ruleName: "PasswordRequired", scheduledActionConfigurations: block }];
const threatLevel = {
  deviceThreatProtectionEnabled: true,
  deviceThreatProtectionRequiredSecurityLevel: "low",
  scheduledActionsForRule,
} as const;

/** Microsoft's types leave out the name of the type, which every body must hold. */
type Typed<T> = T & { readonly "@odata.type": string };

/** An object that an administrator declares in Intune, typed by Microsoft. */
export interface IntuneEntity {
  readonly collection: string;
  readonly version: "v1.0" | "beta";
  readonly body: Typed<
    | IosCompliancePolicy
    | AndroidWorkProfileCompliancePolicy
    | AndroidDeviceOwnerCompliancePolicy
    | IosManagedAppProtection
    | AndroidManagedAppProtection
    | IosStoreApp
    | AndroidStoreApp
  >;
  readonly change: Readonly<Record<string, unknown>>;
  readonly assignments: "assignments" | "mobileAppAssignments";
  /** Further members of an assignment. */
  readonly assignment?: object;
}

const storeApp = { publisher: "Lookout", isFeatured: false } as const;
/** One of each type, by its name. */
export const entities: Readonly<Record<string, IntuneEntity>> = {
  "a compliance policy for iOS": {
    collection: "/deviceManagement/deviceCompliancePolicies",
    version: "v1.0",
    body: {
      "@odata.type": "#microsoft.graph.iosCompliancePolicy",
      displayName: "iOS",
      ...threatLevel,
    } satisfies Typed<IosCompliancePolicy>,
    change: { deviceThreatProtectionRequiredSecurityLevel: "secured" },
    assignments: "assignments",
  },
  "a compliance policy for Android work profiles": {
    collection: "/deviceManagement/deviceCompliancePolicies",
    version: "v1.0",
    body: {
      "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy",
      displayName: "Work profile",
      ...threatLevel,
    } satisfies Typed<AndroidWorkProfileCompliancePolicy>,
    change: { description: "changed" },
    assignments: "assignments",
  },
  "a compliance policy for Android company devices": {
    collection: "/deviceManagement/deviceCompliancePolicies",
    version: "beta",
    body: {
      "@odata.type": "#microsoft.graph.androidDeviceOwnerCompliancePolicy",
      displayName: "Company devices",
      ...threatLevel,
    } satisfies Typed<AndroidDeviceOwnerCompliancePolicy>,
    change: { deviceThreatProtectionRequiredSecurityLevel: "medium" },
    assignments: "assignments",
  },
  "an app protection policy for iOS": {
    collection: "/deviceAppManagement/iosManagedAppProtections",
    version: "beta",
    body: {
      "@odata.type": "#microsoft.graph.iosManagedAppProtection",
      displayName: "iOS apps",
      maximumAllowedDeviceThreatLevel: "low",
      mobileThreatDefensePartnerPriority: "thirdPartyPartnerOverDefender",
    } satisfies Typed<IosManagedAppProtection>,
    change: { maximumAllowedDeviceThreatLevel: "secured" },
    assignments: "assignments",
  },
  "an app protection policy for Android": {
    collection: "/deviceAppManagement/androidManagedAppProtections",
    version: "beta",
    body: {
      "@odata.type": "#microsoft.graph.androidManagedAppProtection",
      displayName: "Android apps",
      maximumAllowedDeviceThreatLevel: "low",
    } satisfies Typed<AndroidManagedAppProtection>,
    change: { mobileThreatDefenseRemediationAction: "wipe" },
    assignments: "assignments",
  },
  "Lookout for Work for iOS": {
    collection: "/deviceAppManagement/mobileApps",
    version: "v1.0",
    body: {
      "@odata.type": "#microsoft.graph.iosStoreApp",
      displayName: "Lookout for Work",
      appStoreUrl: "https://itunes.apple.com/us/app/lookout-for-work/id997193468",
      applicableDeviceType: { iPad: true, iPhoneAndIPod: true },
      minimumSupportedOperatingSystem: { v12_0: true },
      ...storeApp,
    } satisfies Typed<IosStoreApp>,
    change: { notes: "changed" },
    assignments: "mobileAppAssignments",
    assignment: { "@odata.type": "#microsoft.graph.mobileAppAssignment", intent: "required" },
  },
  "Lookout for Work for Android without Android Enterprise": {
    collection: "/deviceAppManagement/mobileApps",
    version: "v1.0",
    body: {
      "@odata.type": "#microsoft.graph.androidStoreApp",
      displayName: "Lookout for Work",
      appStoreUrl: "https://play.google.com/store/apps/details?id=com.lookout.enterprise",
      minimumSupportedOperatingSystem: { v5_0: true },
      ...storeApp,
    } satisfies Typed<AndroidStoreApp>,
    change: { isFeatured: true },
    assignments: "mobileAppAssignments",
    assignment: { "@odata.type": "#microsoft.graph.mobileAppAssignment", intent: "available" },
  },
};
