/** The Graph types that the local tenant validates bodies against, by their name in Microsoft's type packages. A type that
 *  one of the two packages lacks is served by the other version only. Another type is one more line here. */
export const servedTypes: readonly ServedType[] = [
  { name: "Group" },
  { name: "User" },
  { name: "ServicePrincipal" },
  { name: "Device" },
  { name: "AppRoleAssignment" },
  { name: "OAuth2PermissionGrant" },
  { name: "ManagedDevice" },
  { name: "MobileThreatDefenseConnector", int32: ["partnerUnresponsivenessThresholdInDays"] },
  {
    name: "DeviceCompliancePolicy",
    int32: ["gracePeriodHours"],
    inline: ["scheduledActionsForRule", "scheduledActionConfigurations"],
  },
  { name: "DeviceCompliancePolicyAssignment" },
  {
    name: "DeviceComplianceScheduledActionForRule",
    int32: ["gracePeriodHours"],
    inline: ["scheduledActionConfigurations"],
  },
  { name: "IosManagedAppProtection", inline: ["apps", "assignments"] },
  { name: "AndroidManagedAppProtection", inline: ["apps", "assignments"] },
  { name: "ManagedMobileApp" },
  { name: "TargetedManagedAppPolicyAssignment" },
  { name: "MobileApp" },
  { name: "MobileAppAssignment" },
  { name: "MobileAppCategory" },
  { name: "ManagedDeviceMobileAppConfiguration" },
  { name: "ManagedDeviceMobileAppConfigurationAssignment" },
  { name: "ConditionalAccessPolicy", inline: ["authenticationStrength"] },
];

export interface ServedType {
  readonly name: string;
  /** Properties that are Edm.Int32; TypeScript's `number` does not distinguish them. */
  readonly int32?: readonly string[];
  /** Navigation properties whose objects may stand inside the body (deep insert), such as scheduledActionsForRule. */
  readonly inline?: readonly string[];
}
