export * from "./access-groups";
export * from "./enrollment-group";
export type { GroupSource } from "./entra-group";
export * from "./integration-args";
export type {
  IntegrationAppProtectionArgs,
  IntegrationAppProtectionPolicyArgs,
  IntegrationComplianceArgs,
  IntegrationCompliancePolicyArgs,
} from "./intune-protection";
export * from "./lookout-for-work-app";
export * from "./lookout-intune-integration";
export * from "./support-handoff";
export * from "./threat-risks";
