import type { DynamicType } from "../model/resource-types";
import { withPrintableMessages } from "./provider/printable-messages";
import { readOlderState } from "./provider/renamed-state";
import { keepSecrets } from "./provider/secret-inputs";
import type { ResourceProvider } from "./provider/provider";
import { createGraphObjectProvider } from "./graph-object/graph-object.provider";
import { appProtectionPolicyDefinition } from "./intune-app-protection-policy/intune-app-protection-policy.graph";
import { compliancePolicyDefinition } from "./intune-compliance-policy/intune-compliance-policy.graph";
import { createIntuneDiagnosticSettingsProvider } from "./intune-diagnostic-settings/intune-diagnostic-settings.provider";
import { iosAppConfigurationDefinition } from "./intune-ios-app-configuration/intune-ios-app-configuration.graph";
import { createIntuneManagedGooglePlayAppProvider } from "./intune-managed-google-play-app/intune-managed-google-play-app.provider";
import { createIntuneMtdConnectorProvider } from "./intune-mtd-connector/intune-mtd-connector.provider";
import { storeAppDefinition } from "./intune-store-app/intune-store-app.graph";
import { createLookoutConnectorProvider } from "./lookout-connector/lookout-connector.provider";
import { createLookoutEnrollmentSettingsProvider } from "./lookout-enrollment-settings/lookout-enrollment-settings.provider";
import { createLookoutEvidenceProvider } from "./lookout-evidence/lookout-evidence.provider";
import { createLookoutNotificationPreferencesProvider } from "./lookout-notification-preferences/lookout-notification-preferences.provider";
import { createLookoutSupportHandoffProvider } from "./lookout-support-handoff/lookout-support-handoff.provider";
import { createLookoutTenantConsentProvider } from "./lookout-tenant-consent/lookout-tenant-consent.provider";
import { createLookoutThreatClassificationsProvider } from "./lookout-threat-classifications/lookout-threat-classifications.provider";
import { createLookoutThreatFeedProvider } from "./lookout-threat-feed/lookout-threat-feed.provider";
import { createStackBaselineProvider } from "./stack-baseline/stack-baseline.provider";
import { createStagedRolloutProvider } from "./staged-rollout/staged-rollout.provider";

export type {
  CheckFailure,
  CheckResult,
  DiffResult,
  RemovalNotice,
  RemovalPreview,
  ResourceProvider,
  ProviderConfig,
  State,
} from "./provider/provider";

/** The provider of each resource, by its name. */
export const providers: Readonly<Record<DynamicType, ResourceProvider>> = withPrintableMessages(
  readOlderState({
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
    StackBaseline: createStackBaselineProvider(),
    StagedRollout: createStagedRolloutProvider(),
  }),
);

/** The export that stored state refers to. It must stay as long as there is state of an older release. The engine marks no secret
 *  that a provider derives from a secret input, so these do. */
export const handlers = keepSecrets(providers);
