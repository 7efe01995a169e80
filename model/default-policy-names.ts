/** Names of the integration's policies in Intune, by platform, where the stack declares none. */
export const defaultCompliancePolicyNames = {
  ios: "Lookout - iOS",
  androidWorkProfile: "Lookout - Android work profile",
  androidDeviceOwner: "Lookout - Android company devices",
} as const;

export const defaultAppProtectionPolicyNames = {
  ios: "Lookout - iOS apps",
  android: "Lookout - Android apps",
} as const;
