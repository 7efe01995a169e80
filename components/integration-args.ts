import type * as pulumi from "@pulumi/pulumi";
import type { ConfigurationMode } from "../model/configuration-mode";
import type { IntuneAppProtectionPolicyArgs } from "../resources/intune-app-protection-policy/intune-app-protection-policy.resource";
import type { IntuneCompliancePolicyArgs } from "../resources/intune-compliance-policy/intune-compliance-policy.resource";
import type { IntuneDiagnosticSettingsArgs } from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.resource";
import type { IntuneMtdConnectorArgs } from "../resources/intune-mtd-connector/intune-mtd-connector.resource";
import type { LookoutConnectorArgs } from "../resources/lookout-connector/lookout-connector.resource";
import type { LookoutEnrollmentSettingsArgs } from "../resources/lookout-enrollment-settings/lookout-enrollment-settings.resource";
import type { LookoutNotificationPreferencesArgs } from "../resources/lookout-notification-preferences/lookout-notification-preferences.resource";
import type { AcknowledgementArgs, LookoutSettingsArgs } from "../resources/lookout-settings/lookout-settings.args";
import type { LookoutTenantConsentArgs } from "../resources/lookout-tenant-consent/lookout-tenant-consent.resource";
import type { LookoutThreatFeedArgs } from "../resources/lookout-threat-feed/lookout-threat-feed.resource";
import type { GroupAssignmentArgs, OwnedObjectArgs } from "../resources/graph-object/graph-object.args";
import type { RolloutArgs } from "../resources/staged-rollout/staged-rollout.resource";
import type { AccessGroupsArgs } from "./access-groups";
import type { ConditionalAccessArgs } from "./conditional-access";
import type { EnrollmentGroupArgs } from "./enrollment-group";
import type { LookoutForWorkAppArgs } from "./lookout-for-work-app";
import type { SupportHandoffArgs } from "./support-handoff";
import type { ThreatClassificationsArgs } from "./integration/threat-classifications";

/** Settings of the whole integration. */
export interface LookoutIntuneIntegrationArgs {
  /** How Lookout's settings are applied: `console` (a person enters them, guided by a runbook) or `gateway` (a configuration
   *  gateway applies them). Default: `console`. */
  mode?: pulumi.Input<ConfigurationMode>;
  /** The email with tenant and groups to Lookout's support. `lookoutTenant` states whether a Lookout tenant already exists: until
   *  you set it, every run logs a warning, because a Lookout tenant that is not tied to this Entra tenant cannot be used.
   *  `primaryContact` is the person to whom support sends the link for the first sign-in. */
  supportHandoff?: Pick<
    SupportHandoffArgs,
    "lookoutTenant" | "organization" | "primaryContact" | "contactName" | "from"
  >;
  /** How to find Lookout's enterprise application, to check the tenant-wide consent. Default: the consent is not checked. */
  tenantConsent?: LookoutTenantConsentArgs;
  /** Groups whose members may sign in to Lookout's console. */
  accessGroups: AccessGroupsArgs;
  /** Groups whose members' devices Lookout enrolls, at least one, each under a key that you choose, such as `pilot`. You can add,
   *  remove and reorder groups. The key is part of the resource's name, so changing a key replaces the group. */
  enrollmentGroups: Record<string, EnrollmentGroupArgs>;
  /** Which enrollment groups are protected already. Lookout's enrollment groups and all assignments in Intune and Entra follow
   *  from it. Required with more than one enrollment group. Default with a single group: that group is protected. */
  rollout?: RolloutArgs;
  /** The connector in Lookout's console: System > Connectors > Add Connector > Intune. */
  connector: IntegrationConnectorArgs;
  /** The enrollment settings in Lookout's console: System > Manage Enrollment > Enrollment settings. */
  enrollmentSettings: IntegrationEnrollmentSettingsArgs;
  /** Risks of Lookout's threat classifications: Protections > Policies. They determine which devices Intune blocks. Default: not
   *  managed. */
  threatClassifications?: ThreatClassificationsArgs;
  /** Email notifications of the users of Lookout's console: Preferences. Default: not managed. */
  notificationPreferences?: Pick<LookoutNotificationPreferencesArgs, "recipients">;
  /** Domains that Lookout blocks on phones, once you connect the feed to the policy for denylisted content in Lookout's console.
   *  Requires the Lookout application key in both modes. Default: not managed. */
  threatFeed?: Omit<LookoutThreatFeedArgs, keyof OwnedObjectArgs>;
  /** The connector in Intune: Tenant administration > Connectors and tokens > Mobile Threat Defense. Default of
   *  `whenNotConnected`: `continue` in console mode, where a person must act first, and `wait` in gateway mode. */
  intuneConnector: Omit<IntuneMtdConnectorArgs, "partnerSide" | "foundBefore">;
  /** The app Lookout for Work, assigned to the protected groups. Default: not managed. */
  lookoutForWork?: Omit<LookoutForWorkAppArgs, keyof GroupAssignmentArgs | keyof OwnedObjectArgs>;
  /** Compliance policies that require a threat level, assigned to the protected groups. Default: none. */
  compliance?: IntegrationComplianceArgs;
  /** App protection policies that require a threat level on unenrolled devices, assigned to the protected groups. They require
   *  `appProtection` in `intuneConnector` for their platform. Default: none. */
  appProtection?: IntegrationAppProtectionArgs;
  /** A Conditional Access policy that requires a compliant device, for the protected groups. It is report-only until `state` is
   *  `enabled`. Its break-glass group must not be an enrollment group. Default: none. */
  conditionalAccess?: IntegrationConditionalAccessArgs;
  /** Where Intune sends its logs, for the whole tenant. Default of `name`: `lookout-intune`. Requires permissions in Azure Resource
   *  Manager in addition to those in Graph. Default: not managed. */
  diagnosticSettings?: IntegrationDiagnosticSettingsArgs;
  /** Acknowledgements: who entered which revision in Lookout's console (console mode), and who sent the mail (both modes).
   *  Default: `lookout:acknowledged` of the stack config, where the runbook's commands write them. Set `{}` for none. If your
   *  program has several integrations, set it for each one, because all of them read the same config. */
  acknowledged?: IntegrationAcknowledgedArgs;
}

/** The connector's settings without its groups, which come from `enrollmentGroups`. */
export type IntegrationConnectorArgs = Pick<
  LookoutConnectorArgs,
  "heartbeatMinutes" | "deviceStatusSync" | "threatStatusSync" | "errorEmail"
>;

/** A policy's settings without platform and groups, which the integration sets. The name is optional. */
type WithoutAssignment<Args extends { displayName: pulumi.Input<string> }> = Omit<
  Args,
  "platform" | "displayName" | keyof GroupAssignmentArgs | keyof OwnedObjectArgs
> &
  Partial<Pick<Args, "displayName">>;

/** Compliance policies by platform. Default for each platform: no policy. */
export interface IntegrationComplianceArgs {
  /** iOS and iPadOS. Default name: `Lookout - iOS`. */
  ios?: IntegrationCompliancePolicyArgs;
  /** Android Enterprise, work profile on personal devices. Default name: `Lookout - Android work profile`. */
  androidWorkProfile?: IntegrationCompliancePolicyArgs;
  /** Android Enterprise on company devices. Default name: `Lookout - Android company devices`. */
  androidDeviceOwner?: IntegrationCompliancePolicyArgs;
}
export type IntegrationCompliancePolicyArgs = WithoutAssignment<IntuneCompliancePolicyArgs>;

/** App protection policies by platform. Default for each platform: no policy. */
export interface IntegrationAppProtectionArgs {
  /** Default name: `Lookout - iOS apps`. */
  ios?: IntegrationAppProtectionPolicyArgs;
  /** Default name: `Lookout - Android apps`. */
  android?: IntegrationAppProtectionPolicyArgs;
}
export type IntegrationAppProtectionPolicyArgs = WithoutAssignment<IntuneAppProtectionPolicyArgs>;

/** The Conditional Access policy's settings without its groups, which come from the rollout. */
export type IntegrationConditionalAccessArgs = Omit<ConditionalAccessArgs, "includedGroupIds">;

/** Diagnostic settings with an optional name. */
export type IntegrationDiagnosticSettingsArgs = Omit<IntuneDiagnosticSettingsArgs, "name" | "foundBefore"> &
  Partial<Pick<IntuneDiagnosticSettingsArgs, "name">>;

export type IntegrationEnrollmentSettingsArgs = Omit<LookoutEnrollmentSettingsArgs, keyof LookoutSettingsArgs>;

/** Acknowledgements by the settings that they confirm. Default for each: not acknowledged. */
export interface IntegrationAcknowledgedArgs {
  /** Confirms that a revision of `connector` was entered. */
  connector?: pulumi.Input<AcknowledgementArgs>;
  /** Confirms that a revision of `enrollmentSettings` was entered. */
  enrollmentSettings?: pulumi.Input<AcknowledgementArgs>;
  /** Confirms that a revision of `notificationPreferences` was entered, by every recipient. */
  notificationPreferences?: pulumi.Input<AcknowledgementArgs>;
  /** Confirms that a revision of the mail to Lookout's support was sent. */
  supportHandoff?: pulumi.Input<AcknowledgementArgs>;
  /** Confirms that a revision of `threatClassifications` was entered. */
  threatClassifications?: pulumi.Input<AcknowledgementArgs>;
}
