import type { DynamicType } from "../domain";
import type { Handler } from "./handler";
import { createGraphObjectProvider } from "./graph-object/provider";
import { appProtectionPolicyDefinition } from "./intune-app-protection-policy/definition";
import { compliancePolicyDefinition } from "./intune-compliance-policy/definition";
import { createIntuneDiagnosticSettingsProvider } from "./intune-diagnostic-settings/provider";
import { iosAppConfigurationDefinition } from "./intune-ios-app-configuration/definition";
import { createIntuneManagedGooglePlayAppProvider } from "./intune-managed-google-play-app/provider";
import { createIntuneMtdConnectorProvider } from "./intune-mtd-connector/provider";
import { storeAppDefinition } from "./intune-store-app/definition";
import { createLookoutConnectorProvider } from "./lookout-connector/provider";
import { createLookoutEnrollmentSettingsProvider } from "./lookout-enrollment-settings/provider";
import { createLookoutEvidenceProvider } from "./lookout-evidence/provider";
import { createLookoutNotificationPreferencesProvider } from "./lookout-notification-preferences/provider";
import { createLookoutSupportHandoffProvider } from "./lookout-support-handoff/provider";
import { createLookoutTenantConsentProvider } from "./lookout-tenant-consent/provider";
import { createLookoutThreatClassificationsProvider } from "./lookout-threat-classifications/provider";
import { createLookoutThreatFeedProvider } from "./lookout-threat-feed/provider";
import { createStagedRolloutProvider } from "./staged-rollout/provider";

export type { CheckFailure, CheckResult, DiffResult, Handler, HandlerConfig, State } from "./handler";

/** What stored state refers to, by resource name, for as long as there is state that an older release wrote. */
export const handlers: Readonly<Record<DynamicType, Handler>> = {
  IntuneAppProtectionPolicy: createGraphObjectProvider(appProtectionPolicyDefinition),
  IntuneCompliancePolicy: createGraphObjectProvider(compliancePolicyDefinition),
  IntuneDiagnosticSettings: createIntuneDiagnosticSettingsProvider(),
  IntuneIosAppConfiguration: createGraphObjectProvider(iosAppConfigurationDefinition),
  IntuneManagedGooglePlayApp: createIntuneManagedGooglePlayAppProvider(),
  IntuneMtdConnector: createIntuneMtdConnectorProvider(),
  IntuneStoreApp: createGraphObjectProvider(storeAppDefinition),
  LookoutConnector: createLookoutConnectorProvider(),
  LookoutEnrollmentSettings: createLookoutEnrollmentSettingsProvider(),
  LookoutEvidence: createLookoutEvidenceProvider(),
  LookoutNotificationPreferences: createLookoutNotificationPreferencesProvider(),
  LookoutSupportHandoff: createLookoutSupportHandoffProvider(),
  LookoutTenantConsent: createLookoutTenantConsentProvider(),
  LookoutThreatClassifications: createLookoutThreatClassificationsProvider(),
  LookoutThreatFeed: createLookoutThreatFeedProvider(),
  StagedRollout: createStagedRolloutProvider(),
};
