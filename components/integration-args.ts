import type * as pulumi from "@pulumi/pulumi";
import type { ConfigurationMode } from "../model/configuration-mode";
import type { IntuneAppProtectionPolicyArgs } from "../resources/intune-app-protection-policy/intune-app-protection-policy.resource";
import type { IntuneCompliancePolicyArgs } from "../resources/intune-compliance-policy/intune-compliance-policy.resource";
import type { IntuneDiagnosticSettingsArgs } from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.resource";
import type { IntuneMtdConnectorArgs } from "../resources/intune-mtd-connector/intune-mtd-connector.resource";
import type { LookoutConnectorArgs } from "../resources/lookout-connector/lookout-connector.resource";
import type { LookoutEnrollmentSettingsArgs } from "../resources/lookout-enrollment-settings/lookout-enrollment-settings.resource";
import type { LookoutNotificationPreferencesArgs } from "../resources/lookout-notification-preferences/lookout-notification-preferences.resource";
import type { AcknowledgementArgs } from "../resources/lookout-settings/lookout-settings.args";
import type { LookoutTenantConsentArgs } from "../resources/lookout-tenant-consent/lookout-tenant-consent.resource";
import type { LookoutThreatFeedArgs } from "../resources/lookout-threat-feed/lookout-threat-feed.resource";
import type { GroupAssignmentArgs } from "../resources/graph-object/graph-object.args";
import type { RolloutArgs } from "../resources/staged-rollout/staged-rollout.resource";
import type { AccessGroupsArgs } from "./access-groups";
import type { ConditionalAccessArgs } from "./conditional-access";
import type { EnrollmentGroupArgs } from "./enrollment-group";
import type { LookoutForWorkAppArgs } from "./lookout-for-work-app";
import type { SupportHandoffArgs } from "./support-handoff";
import type { ThreatClassificationsArgs } from "./integration/threat-classifications";

export interface LookoutIntuneIntegrationArgs {
  /** How Lookout's own settings reach Lookout: `console` (a person enters them, led by a runbook) or `gateway` (a
   *  configuration gateway applies them). Default: `console`. */
  mode?: pulumi.Input<ConfigurationMode>;
  /** The hand-over of tenant and groups to Lookout's support. `lookoutTenant` answers whether a Lookout tenant exists already:
   *  until it is set, every run warns, as one that is not tied to this Entra tenant cannot be used. `primaryContact` is the person to whom
   *  support sends the link for the first sign-in. */
  supportHandoff?: Pick<
    SupportHandoffArgs,
    "lookoutTenant" | "organisation" | "primaryContact" | "contactName" | "from"
  >;
  /** How Lookout's enterprise application is found, so that the tenant-wide consent can be looked at. Default: it is not. */
  tenantConsent?: LookoutTenantConsentArgs;
  /** Groups whose members may open Lookout's console. */
  accessGroups: AccessGroupsArgs;
  /** Groups whose members' devices Lookout enrolls, at least one, each under a key of your own such as `pilot`. The key is
   *  part of the resource's name: groups can be added, removed and reordered, but a changed key means another group. */
  enrollmentGroups: Record<string, EnrollmentGroupArgs>;
  /** Which of the enrollment groups are protected already. It drives Lookout's enrollment groups and everything in Intune and
   *  Entra that is assigned to groups, so they cannot disagree. Needed as soon as there are several groups; a single one is protected
   *  from the start. */
  rollout?: RolloutArgs;
  /** Lookout's side of the connection: System > Connectors > Add Connector > Intune. */
  connector: IntegrationConnectorArgs;
  /** Lookout's System > Manage Enrollment > Enrollment settings. */
  enrollmentSettings: IntegrationEnrollmentSettingsArgs;
  /** Risks of Lookout's threat classifications: Protections > Policies. They decide which devices Intune blocks. Default:
   *  none is managed. */
  threatClassifications?: ThreatClassificationsArgs;
  /** E-mail notifications of the users of Lookout's console: Preferences. Default: none is managed. */
  notificationPreferences?: Pick<LookoutNotificationPreferencesArgs, "recipients">;
  /** Domains that Lookout blocks on phones once its console ties the feed to the policy for denylisted content. Needs the
   *  Lookout application key in either mode. Default: no feed is managed. */
  threatFeed?: LookoutThreatFeedArgs;
  /** Intune's side of the connection: Tenant administration > Connectors and tokens > Mobile Threat Defense. Here
   *  `whenNotConnected` is `continue` by default in console mode, where a person has to act in between, else `wait`. */
  intuneConnector: Omit<IntuneMtdConnectorArgs, "partnerSide">;
  /** The app Lookout for Work, assigned to the protected groups. Default: not managed. */
  lookoutForWork?: Omit<LookoutForWorkAppArgs, keyof GroupAssignmentArgs>;
  /** Compliance policies that ask for a threat level, assigned to the protected groups. Default: none. */
  compliance?: IntegrationComplianceArgs;
  /** App protection policies that ask for a threat level on devices that are not enrolled, assigned to the protected groups. They
   *  need `appProtection` in `intuneConnector` for their platform. Default: none. */
  appProtection?: IntegrationAppProtectionArgs;
  /** A Conditional Access policy that asks for a compliant device, for the protected groups. It only reports until `state` is
   *  `enabled`. Its break-glass group is none of the enrollment groups. Default: none. */
  conditionalAccess?: IntegrationConditionalAccessArgs;
  /** Where Intune sends its logs, for the whole tenant. `name` is `lookout-intune` by default. Needs rights in Azure Resource Manager,
   *  besides those in Graph. Default: not managed. */
  diagnosticSettings?: IntegrationDiagnosticSettingsArgs;
  /** Console mode: the record of who entered which revision in Lookout's console, and in either mode who sent the mail. Default:
   *  `lookout:acknowledged` of the stack's config, where the runbook's commands write it; `{}` for none. It is read for each
   *  integration of a program that has several: give each its own then. */
  acknowledged?: IntegrationAcknowledgedArgs;
}

/** The connector's settings but for its groups, which `enrollmentGroups` gives, so that no name is typed twice. */
export type IntegrationConnectorArgs = Pick<
  LookoutConnectorArgs,
  "heartbeatMinutes" | "deviceStatusSync" | "threatStatusSync" | "errorEmail"
>;

/** A policy's settings, but for what the integration gives it; the name has a default here. */
type WithoutPlace<Args extends { displayName: pulumi.Input<string> }> = Omit<
  Args,
  "platform" | "displayName" | keyof GroupAssignmentArgs
> &
  Partial<Pick<Args, "displayName">>;

/** Compliance policies by platform; a platform that is left out has none. */
export interface IntegrationComplianceArgs {
  /** iOS and iPadOS. Default name: `Lookout - iOS`. */
  ios?: IntegrationCompliancePolicyArgs;
  /** Android Enterprise, work profile on personal devices. Default name: `Lookout - Android work profile`. */
  androidWorkProfile?: IntegrationCompliancePolicyArgs;
  /** Android Enterprise on company devices. Default name: `Lookout - Android company devices`. */
  androidDeviceOwner?: IntegrationCompliancePolicyArgs;
}
export type IntegrationCompliancePolicyArgs = WithoutPlace<IntuneCompliancePolicyArgs>;

/** App protection policies by platform; a platform that is left out has none. */
export interface IntegrationAppProtectionArgs {
  /** Default name: `Lookout - iOS apps`. */
  ios?: IntegrationAppProtectionPolicyArgs;
  /** Default name: `Lookout - Android apps`. */
  android?: IntegrationAppProtectionPolicyArgs;
}
export type IntegrationAppProtectionPolicyArgs = WithoutPlace<IntuneAppProtectionPolicyArgs>;

/** The Conditional Access policy's settings but for its groups, which the rollout gives. */
export type IntegrationConditionalAccessArgs = Omit<ConditionalAccessArgs, "includedGroupIds">;

/** Diagnostic settings whose name may be left out. */
export type IntegrationDiagnosticSettingsArgs = Omit<IntuneDiagnosticSettingsArgs, "name"> &
  Partial<Pick<IntuneDiagnosticSettingsArgs, "name">>;

export type IntegrationEnrollmentSettingsArgs = Pick<LookoutEnrollmentSettingsArgs, "daysUntilDisconnected">;

export interface IntegrationAcknowledgedArgs {
  /** Record that a revision of `connector` was entered. */
  connector?: pulumi.Input<AcknowledgementArgs>;
  /** Record that a revision of `enrollmentSettings` was entered. */
  enrollmentSettings?: pulumi.Input<AcknowledgementArgs>;
  /** Record that a revision of `notificationPreferences` was entered, by every recipient. */
  notificationPreferences?: pulumi.Input<AcknowledgementArgs>;
  /** Record that the mail to Lookout's support, in a revision, was sent. */
  supportHandoff?: pulumi.Input<AcknowledgementArgs>;
  /** Record that a revision of `threatClassifications` was entered. */
  threatClassifications?: pulumi.Input<AcknowledgementArgs>;
}
