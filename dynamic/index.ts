import type { DynamicType } from "../domain";
import type { Handler } from "./handler";
import { createGraphObjectHandler } from "./graph-object/handler";
import { appProtectionPolicyKind } from "./intune-app-protection-policy/kind";
import { compliancePolicyKind } from "./intune-compliance-policy/kind";
import { createIntuneDiagnosticSettingsHandler } from "./intune-diagnostic-settings/handler";
import { iosAppConfigurationKind } from "./intune-ios-app-configuration/kind";
import { createIntuneManagedGooglePlayAppHandler } from "./intune-managed-google-play-app/handler";
import { createIntuneMtdConnectorHandler } from "./intune-mtd-connector/handler";
import { storeAppKind } from "./intune-store-app/kind";
import { createLookoutConnectorHandler } from "./lookout-connector/handler";
import { createLookoutEnrollmentSettingsHandler } from "./lookout-enrollment-settings/handler";
import { createLookoutEvidenceHandler } from "./lookout-evidence/handler";
import { createLookoutNotificationPreferencesHandler } from "./lookout-notification-preferences/handler";
import { createLookoutSupportHandoffHandler } from "./lookout-support-handoff/handler";
import { createLookoutTenantConsentHandler } from "./lookout-tenant-consent/handler";
import { createLookoutThreatClassificationsHandler } from "./lookout-threat-classifications/handler";
import { createLookoutThreatFeedHandler } from "./lookout-threat-feed/handler";
import { createStagedRolloutHandler } from "./staged-rollout/handler";

export type { CheckFailure, CheckResult, DiffResult, Handler, HandlerConfig, State } from "./handler";

/** What stored state refers to, by resource name, for as long as there is state that an older release wrote. */
export const handlers: Readonly<Record<DynamicType, Handler>> = {
  IntuneAppProtectionPolicy: createGraphObjectHandler(appProtectionPolicyKind),
  IntuneCompliancePolicy: createGraphObjectHandler(compliancePolicyKind),
  IntuneDiagnosticSettings: createIntuneDiagnosticSettingsHandler(),
  IntuneIosAppConfiguration: createGraphObjectHandler(iosAppConfigurationKind),
  IntuneManagedGooglePlayApp: createIntuneManagedGooglePlayAppHandler(),
  IntuneMtdConnector: createIntuneMtdConnectorHandler(),
  IntuneStoreApp: createGraphObjectHandler(storeAppKind),
  LookoutConnector: createLookoutConnectorHandler(),
  LookoutEnrollmentSettings: createLookoutEnrollmentSettingsHandler(),
  LookoutEvidence: createLookoutEvidenceHandler(),
  LookoutNotificationPreferences: createLookoutNotificationPreferencesHandler(),
  LookoutSupportHandoff: createLookoutSupportHandoffHandler(),
  LookoutTenantConsent: createLookoutTenantConsentHandler(),
  LookoutThreatClassifications: createLookoutThreatClassificationsHandler(),
  LookoutThreatFeed: createLookoutThreatFeedHandler(),
  StagedRollout: createStagedRolloutHandler(),
};
