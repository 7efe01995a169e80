import {
  ConfigurationMode,
  ConsoleStatus,
  lookoutConsentUrl,
  lookoutConsoleUrl,
  lookoutEnterpriseSupportEmail,
} from "../domain";

/** What is known about settings of Lookout's at the end of an update. */
export interface LookoutSettingsState {
  readonly revision: string;
  /** Only in console mode. */
  readonly consoleStatus: ConsoleStatus | null;
}

/** What the next steps depend on. */
export interface IntegrationState {
  readonly mode: ConfigurationMode;
  readonly tenantId: string;
  readonly fullAccessGroupId: string;
  readonly restrictedAccessGroupId?: string;
  readonly readOnlyAccessGroupId?: string;
  readonly enrollmentGroupNames: readonly string[];
  readonly connector: LookoutSettingsState;
  readonly enrollmentSettings: LookoutSettingsState;
  /** Whether Intune had Lookout's connector when it was last looked at. */
  readonly intuneConnected: boolean;
}

/** What a person still has to do, in order. What nobody but a person can see (a mail, a consent, a membership) is always
 *  named, with the word "unless" or "once": this product must not claim that it was done. */
export function describeNextSteps(state: IntegrationState): string[] {
  return [
    existingTenantWarning(state),
    handOver(state),
    consent(),
    ...consoleEntry(state, "connector", "Intune connector settings", state.connector),
    ...consoleEntry(state, "enrollmentSettings", "enrollment settings", state.enrollmentSettings),
    ...connection(state),
    consoleUsers(state),
    enrolledUsers(state),
    protection(),
  ];
}

function existingTenantWarning({ tenantId }: IntegrationState): string {
  return (
    `Find out whether your company already has a Lookout tenant. One that is not tied to Entra tenant ${tenantId} cannot be ` +
    "used for this integration; Lookout Enterprise Support then makes a new one."
  );
}

function handOver(state: IntegrationState): string {
  const ids = [
    `Entra tenant ${state.tenantId}`,
    `full access group ${state.fullAccessGroupId}`,
    ...(state.restrictedAccessGroupId === undefined
      ? []
      : [`restricted access group ${state.restrictedAccessGroupId}`]),
    ...(state.readOnlyAccessGroupId === undefined ? [] : [`read-only access group ${state.readOnlyAccessGroupId}`]),
  ];
  return `Unless Lookout has exactly these ids already, mail them to ${lookoutEnterpriseSupportEmail}: ${ids.join(", ")}.`;
}

function consent(): string {
  return (
    `Once per tenant, when Enterprise Support has answered: a Global Administrator opens ${lookoutConsentUrl} and chooses ` +
    "Accept. Before that, every sign-in to Lookout fails."
  );
}

function consoleEntry(
  { mode }: IntegrationState,
  key: "connector" | "enrollmentSettings",
  what: string,
  { revision, consoleStatus }: LookoutSettingsState,
): string[] {
  if (mode !== ConfigurationMode.Console || consoleStatus === ConsoleStatus.Acknowledged) return [];
  const reason =
    consoleStatus === ConsoleStatus.Contradicted
      ? `What Lookout shows contradicts the record that its ${what}, revision ${revision}, were entered`
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

function protection(): string {
  return (
    "In Intune, assign the Lookout for Work app to the same groups, then device compliance by threat level, then Conditional " +
    "Access that requires a compliant device. This release does not manage these."
  );
}
