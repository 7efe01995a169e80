export * from "./schemas";
export type { FoundBefore } from "./model/ownership";
export type { ConfigurationSource } from "./clients/configuration-source";
export { checkExistingGroups, type WrongGroup } from "./clients/check-existing-groups";
export {
  findInterruptedCreations,
  type InterruptedCreation,
  type StackLocation,
} from "./clients/find-interrupted-creations";
export { checkAzureSignIn, checkGatewaySignIn, checkGraphSignIn, checkLookoutSignIn } from "./clients/preflight";
export {
  compareAdoptions,
  type AdoptingType,
  type AdoptionComparison,
  type PlannedAdoption,
} from "./resources/compare-adoptions";
export type {
  GroupAssignmentArgs,
  ObjectHandlingArgs,
  OwnedObjectArgs,
} from "./resources/graph-object/graph-object.args";
export * from "./resources/intune-app-protection-policy/intune-app-protection-policy.resource";
export * from "./resources/intune-compliance-policy/intune-compliance-policy.resource";
export * from "./resources/intune-diagnostic-settings/intune-diagnostic-settings.resource";
export * from "./resources/intune-ios-app-configuration/intune-ios-app-configuration.resource";
export * from "./resources/intune-managed-google-play-app/intune-managed-google-play-app.resource";
export * from "./resources/intune-mtd-connector/intune-mtd-connector.resource";
export * from "./resources/intune-store-app/intune-store-app.resource";
export * from "./resources/lookout-connector/lookout-connector.resource";
export * from "./resources/lookout-enrollment-settings/lookout-enrollment-settings.resource";
export type { EvidenceSource } from "./resources/lookout-evidence/lookout-evidence.collect";
export * from "./resources/lookout-evidence/lookout-evidence.resource";
export * from "./resources/lookout-notification-preferences/lookout-notification-preferences.resource";
export type { AcknowledgementArgs, LookoutSettingsArgs } from "./resources/lookout-settings/lookout-settings.args";
export * from "./resources/lookout-support-handoff/lookout-support-handoff.resource";
export * from "./resources/lookout-tenant-consent/lookout-tenant-consent.resource";
export * from "./resources/lookout-threat-classifications/lookout-threat-classifications.resource";
export * from "./resources/lookout-threat-feed/lookout-threat-feed.resource";
export * from "./resources/stack-baseline/stack-baseline.resource";
export * from "./resources/staged-rollout/staged-rollout.resource";
export * from "./components";
