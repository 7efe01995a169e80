import { CompliancePlatform } from "./intune-compliance-policy.schema";

/** Operating systems that Lookout protects. */
export const protectedPlatforms = ["android", "ios"] as const;
export type ProtectedPlatform = (typeof protectedPlatforms)[number];

/** What has to go together for a platform to be protected. */
export interface PlatformCoverage {
  /** Intune uses the partner's data for it. */
  readonly connector: boolean;
  /** A compliance policy asks for a threat level. */
  readonly compliance: boolean;
  /** Lookout for Work is assigned on it. */
  readonly app: boolean;
}

/** The operating system of a platform of Intune's compliance policies; undefined for one that is not known. */
export function platformOfCompliance(platform: unknown): ProtectedPlatform | undefined {
  if (platform === CompliancePlatform.Ios) return "ios";
  const ofAndroid: readonly unknown[] = [CompliancePlatform.AndroidWorkProfile, CompliancePlatform.AndroidDeviceOwner];
  return ofAndroid.includes(platform) ? "android" : undefined;
}

/** Whether a platform is covered by the connector wherever an app or a policy counts on it, and by an app wherever the connector is
 *  on. A policy that is missing is hasCompliancePolicy's business. */
export function isCoveredAlike({ connector, compliance, app }: PlatformCoverage): boolean {
  return connector ? app : !app && !compliance;
}

/** Whether a compliance policy asks for a threat level wherever Intune uses the partner's data. */
export function hasCompliancePolicy({ connector, compliance }: PlatformCoverage): boolean {
  return !connector || compliance;
}
