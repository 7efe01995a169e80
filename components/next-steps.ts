import {
  ConditionalAccessState,
  ConfigurationMode,
  ConsentStatus,
  consentRole,
  ConsoleStatus,
  HandoffStatus,
  LookoutTenant,
  lookoutConsentUrl,
  lookoutConsoleUrl,
  lookoutEnterpriseSupportEmail,
} from "../domain";

import type { ProtectionSummary } from "./intune-protection";

/** What the next steps depend on. */
export interface IntegrationState {
  readonly mode: ConfigurationMode;
  readonly tenantId: string;
  /** Whether a Lookout tenant exists already; undefined while nobody has said. */
  readonly lookoutTenant?: LookoutTenant;
  readonly handoff: { readonly revision: string; readonly status: HandoffStatus };
  readonly consentStatus: ConsentStatus;
  readonly fullAccessGroupId: string;
  readonly restrictedAccessGroupId?: string;
  readonly readOnlyAccessGroupId?: string;
  readonly enrollmentGroupNames: readonly string[];
  /** Revisions of Lookout's settings by the name under which they are acknowledged, and what is known of each; null in
   *  gateway mode. */
  readonly revisions: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Record<string, ConsoleStatus | null>>;
  /** What is left to do about the threat feed; undefined when there is none. */
  readonly threatFeedNote?: string;
  /** Whether Intune had Lookout's connector when it was last looked at. */
  readonly intuneConnected: boolean;
  /** What is declared for those who are protected. */
  readonly protection: ProtectionSummary;
}

/** What a person still has to do, in order. What nobody but a person can see (a mail, a consent, a membership) is always
 *  named, with the word "unless" or "once": this product must not claim that it was done. */
export function describeNextSteps(state: IntegrationState): string[] {
  return [
    ...existingTenant(state),
    ...handOver(state),
    ...consent(state),
    ...Object.entries(settingTitles).flatMap(([key, title]) => consoleEntry(state, key, title)),
    ...connection(state),
    consoleUsers(state),
    enrolledUsers(state),
    ...(state.threatFeedNote === undefined ? [] : [state.threatFeedNote]),
    ...protection(state),
    ...conditionalAccess(state),
  ];
}

function existingTenant({ lookoutTenant, tenantId }: IntegrationState): string[] {
  if (lookoutTenant === LookoutTenant.None || lookoutTenant === LookoutTenant.Tied) return [];
  if (lookoutTenant === LookoutTenant.Separate) {
    return [
      "Wait for the new Lookout tenant from Enterprise Support: the existing one cannot be used for this integration.",
    ];
  }
  return [
    `Find out whether your company already has a Lookout tenant. One that is not tied to Entra tenant ${tenantId} cannot be ` +
      "used for this integration; Lookout Enterprise Support then makes a new one. Record the answer in " +
      "lookout-intune:supportHandoff.lookoutTenant (none, tied or separate).",
  ];
}

function handOver({ handoff: { revision, status } }: IntegrationState): string[] {
  if (status === HandoffStatus.Sent) return [];
  return [
    `Send the mail in the output "handoffMail" to ${lookoutEnterpriseSupportEmail}, unless Lookout has exactly these ids ` +
      `already, then record it: set lookout:acknowledged.supportHandoff to {revision: ${revision}, by: <who>, at: <when>}.`,
  ];
}

function consent({ consentStatus }: IntegrationState): string[] {
  if (consentStatus === ConsentStatus.Found) return [];
  return [
    `Once per tenant, when Enterprise Support has answered: a ${consentRole} opens ${lookoutConsentUrl} and chooses ` +
      "Accept. Before that, every sign-in to Lookout fails.",
  ];
}

/** In the order of the console's menu. */
const settingTitles = {
  connector: "Intune connector settings",
  enrollmentSettings: "enrollment settings",
  threatClassifications: "threat classifications",
  notificationPreferences: "notification preferences",
} as const;

function consoleEntry({ mode, revisions, statuses }: IntegrationState, key: string, what: string): string[] {
  const revision = revisions[key];
  const consoleStatus = statuses[key];
  if (revision === undefined || mode !== ConfigurationMode.Console || consoleStatus === ConsoleStatus.Acknowledged)
    return [];
  const reason =
    consoleStatus === ConsoleStatus.Contradicted
      ? `What can be seen contradicts the record that Lookout's ${what}, revision ${revision}, were entered (output "findings")`
      : `Nobody has recorded that Lookout's ${what}, revision ${revision}, were entered`;
  return [
    `${reason}. Enter them at ${lookoutConsoleUrl} as the output "runbook" says, then record it: set ` +
      `lookout:acknowledged.${key} to {revision: ${revision}, by: <who>, at: <when>} in the stack's config file, and run ` +
      '"pulumi up".',
  ];
}

function connection({ intuneConnected, mode }: IntegrationState): string[] {
  if (intuneConnected) return [];
  const before = mode === ConfigurationMode.Console ? "When Lookout's connector is created there, wait" : "Wait";
  return [
    `${before} until Intune lists Lookout as a Mobile Threat Defense partner, then run "pulumi up" again: Intune's side could ` +
      "not be configured yet, so nothing is enforced.",
  ];
}

function consoleUsers(state: IntegrationState): string {
  const several = state.restrictedAccessGroupId !== undefined || state.readOnlyAccessGroupId !== undefined;
  return (
    `Put those who run Lookout's console into group ${state.fullAccessGroupId} (full access)` +
    (several ? ", the others into the group of their role; nobody into two of them." : ".")
  );
}

function enrolledUsers({ enrollmentGroupNames }: IntegrationState): string {
  const groups = enrollmentGroupNames.map((name) => `"${name}"`).join(", ");
  return (
    `Put the users whose devices Lookout is to watch into ${groups}: directly, not through another group, a few test users ` +
    "first. Never rename the group: Lookout finds it by its name."
  );
}

function protection({ protection: { app, androidFound, compliance, appProtection } }: IntegrationState): string[] {
  const missing = [
    ...(app ? [] : ["the Lookout for Work app (lookout-intune:lookoutForWork)"]),
    ...(compliance || appProtection
      ? []
      : [
          "compliance or app protection policies by threat level (lookout-intune:compliance, lookout-intune:appProtection)",
        ]),
  ];
  return [
    ...(androidFound === false
      ? [
          "Approve Lookout for Work (com.lookout.enterprise) in managed Google Play: in the Intune admin center under Apps > Android > " +
            'Create > Managed Google Play app, select it and choose Sync. Then run "pulumi up" again, which assigns it.',
        ]
      : []),
    ...(missing.length === 0
      ? []
      : [`Nothing is enforced on phones without ${missing.join(" and ")}; this stack does not declare them.`]),
  ];
}

/** What an administrator looks at before a policy is enforced.
 *  Source: https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-report-only */
const reportOnlyResults =
  "in the Entra admin center under Monitoring > Sign-in logs, each sign-in's tab Report-only (Failure: would have been kept out)";

function conditionalAccess({ protection: { compliance, conditionalAccess: policy } }: IntegrationState): string[] {
  if (policy === undefined) {
    if (!compliance) return [];
    return [
      "A phone that is not compliant keeps its access unless a Conditional Access policy asks for a compliant device; this stack " +
        "declares none (lookout-intune:conditionalAccess).",
    ];
  }
  const { displayName, state, breakGlassGroupId, everyApp, unmetControls } = policy;
  const missing = unmetControls.join(" and ");
  return [
    `Make sure that group ${breakGlassGroupId} holds the emergency access accounts and nobody else: the Conditional Access policy ` +
      `"${displayName}" leaves its members out.`,
    ...(everyApp
      ? [
          `The Conditional Access policy "${displayName}" guards all apps. Try on a new phone whether Lookout for Work can be activated, as ` +
            "the phone is not compliant before that; if it cannot, name Lookout's application in lookout-intune:conditionalAccess.excludedApplications.",
        ]
      : []),
    ...(missing === ""
      ? []
      : [
          `The Conditional Access policy "${displayName}" asks for more than this stack declares: ${missing}. Declare it, or make sure that Intune ` +
            "has one of yours: what Lookout finds does not count otherwise.",
        ]),
    ...stateSteps[state](displayName),
  ];
}

const stateSteps: Readonly<Record<ConditionalAccessState, (policy: string) => string[]>> = {
  [ConditionalAccessState.ReportOnly]: (policy) => [
    `The Conditional Access policy "${policy}" only reports. Look for some days at what it would have done, ${reportOnlyResults}; once ` +
      "nobody would be kept out who should not be, set lookout-intune:conditionalAccess.state to enabled.",
  ],
  [ConditionalAccessState.Disabled]: (policy) => [
    `The Conditional Access policy "${policy}" is switched off. Set lookout-intune:conditionalAccess.state to ` +
      "enabledForReportingButNotEnforced to see what it would do, or to enabled.",
  ],
  [ConditionalAccessState.Enabled]: () => [],
};
