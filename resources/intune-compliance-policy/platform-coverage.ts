import { CompliancePlatform } from "./intune-compliance-policy.schema";

/** Operating systems that Lookout protects. */
export const protectedPlatforms = ["android", "ios"] as const;
export type ProtectedPlatform = (typeof protectedPlatforms)[number];

/** What a platform needs in order to be protected. */
export interface PlatformCoverage {
  /** Intune uses the partner's data for the platform. */
  readonly connector: boolean;
  /** A compliance policy requires a threat level. */
  readonly compliance: boolean;
  /** Lookout for Work is assigned on it. */
  readonly app: boolean;
}

/** The operating system of a compliance policy's platform; undefined if unknown. */
export function platformOfCompliance(platform: unknown): ProtectedPlatform | undefined {
  if (platform === CompliancePlatform.Ios) return "ios";
  const ofAndroid: readonly unknown[] = [CompliancePlatform.AndroidWorkProfile, CompliancePlatform.AndroidDeviceOwner];
  return ofAndroid.includes(platform) ? "android" : undefined;
}

/** Whether connector and app match: the connector is enabled wherever an app or policy depends on it, and an app is
 *  assigned wherever the connector is enabled. hasCompliancePolicy checks for a missing policy. */
export function isCoveredAlike({ connector, compliance, app }: PlatformCoverage): boolean {
  return connector ? app : !app && !compliance;
}

/** Whether a compliance policy requires a threat level wherever Intune uses the partner's data. */
export function hasCompliancePolicy({ connector, compliance }: PlatformCoverage): boolean {
  return !connector || compliance;
}
