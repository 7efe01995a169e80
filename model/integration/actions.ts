import { people, type Person, type StepId } from "./steps";

/** Settings that a person enters in Lookout's console, and that evidence can speak about. */
export const evidenceSubjects = [
  "connector",
  "enrollmentSettings",
  "notificationPreferences",
  "threatClassifications",
] as const;
export type EvidenceSubject = (typeof evidenceSubjects)[number];

/** Something that the stack or a person does, as a part of a step. */
export interface Action {
  readonly id: string;
  readonly step: StepId;
  /** Who does it, or declares it; null for what the stack does by itself. */
  readonly by: Person | null;
  /** The actions without which it cannot be done, or would be done in vain. */
  readonly needs: readonly string[];
  /** The settings that it enters in Lookout's console. */
  readonly enters?: EvidenceSubject;
}

/** What needs no more than an administrator in Lookout's console, who cannot sign in before. */
const consoleOpen = ["consent", "full-access-members"] as const;

/** What is done, and what each needs. The order is worked out from that (`actionOrder`); here the actions stand by step.
 *
 *  Sources: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration,
 *  https://learn.microsoft.com/en-us/mem/intune/protect/mtd-apps-ios-app-configuration-policy-add-assign (the app before the
 *  rules that ask for it) */
export const integrationActions = [
  // An existing Lookout tenant that is not tied to the Entra tenant cannot be used: whatever came before would be lost.
  { id: "lookout-tenant", step: "lookout-tenant", by: people.integration, needs: [] },
  { id: "directory-id", step: "directory-id", by: null, needs: ["lookout-tenant"] },
  { id: "full-access-group", step: "full-access-group", by: null, needs: ["directory-id"] },
  { id: "full-access-members", step: "full-access-group", by: people.groupOwners, needs: ["full-access-group"] },
  { id: "further-access-groups", step: "further-access-groups", by: null, needs: ["directory-id"] },
  {
    id: "further-access-members",
    step: "further-access-groups",
    by: people.groupOwners,
    needs: ["further-access-groups"],
  },
  {
    id: "support-handoff",
    step: "support-handoff",
    by: people.integration,
    needs: ["directory-id", "full-access-group", "further-access-groups"],
  },
  { id: "consent", step: "consent", by: people.globalAdministrator, needs: ["support-handoff"] },
  { id: "enrollment-groups", step: "rollout", by: null, needs: ["directory-id"] },
  { id: "pilot-members", step: "rollout", by: people.groupOwners, needs: ["enrollment-groups"] },
  {
    id: "lookout-connector",
    step: "lookout-connector",
    by: people.lookoutConsole,
    needs: [...consoleOpen, "enrollment-groups"],
    enters: "connector",
  },
  { id: "intune-add", step: "intune-connector", by: people.intune, needs: ["directory-id"] },
  {
    id: "intune-connection",
    step: "intune-connector",
    by: people.integration,
    needs: ["intune-add", "lookout-connector"],
  },
  {
    id: "enrollment-settings",
    step: "enrollment-settings",
    by: people.lookoutConsole,
    needs: consoleOpen,
    enters: "enrollmentSettings",
  },
  {
    id: "notifications",
    step: "notifications",
    by: people.lookoutConsole,
    // A recipient sets them himself, whatever his role.
    needs: [...consoleOpen, "further-access-members"],
    enters: "notificationPreferences",
  },
  {
    id: "threat-classifications",
    step: "threat-classifications",
    by: people.lookoutConsole,
    needs: consoleOpen,
    enters: "threatClassifications",
  },
  {
    id: "threat-feed",
    step: "threat-classifications",
    by: people.lookoutConsole,
    needs: consoleOpen,
  },
  {
    id: "devices",
    step: "enrollment",
    by: people.deviceOwners,
    needs: ["app", "lookout-connector", "pilot-members"],
  },
  { id: "google-play-approval", step: "app", by: people.intune, needs: ["directory-id"] },
  { id: "app", step: "app", by: people.integration, needs: ["google-play-approval", "enrollment-groups"] },
  {
    id: "compliance",
    step: "compliance",
    by: people.integration,
    needs: ["app", "intune-connection", "enrollment-settings", "threat-classifications"],
  },
  {
    id: "app-protection",
    step: "app-protection",
    by: null,
    needs: ["app", "intune-connection", "threat-classifications"],
  },
  {
    id: "conditional-access",
    step: "conditional-access",
    by: people.integration,
    needs: ["compliance", "app-protection"],
  },
  { id: "break-glass-members", step: "conditional-access", by: people.groupOwners, needs: ["conditional-access"] },
  {
    id: "activation-tried",
    step: "conditional-access",
    by: people.integration,
    needs: ["conditional-access", "devices"],
  },
  {
    id: "conditional-access-enforced",
    step: "conditional-access",
    by: people.rollout,
    needs: ["break-glass-members", "activation-tried", "devices"],
  },
  // The pilot has met everything that the next ring gets.
  { id: "next-ring", step: "rollout", by: people.rollout, needs: ["conditional-access-enforced"] },
] as const satisfies readonly Action[];
export type IntegrationAction = (typeof integrationActions)[number];
export type ActionId = IntegrationAction["id"];
/** The actions that wait for a person. */
export type PersonsActionId = Exclude<IntegrationAction, { readonly by: null }>["id"];
