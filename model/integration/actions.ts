import { people, type Person, type StepId } from "./steps";

/** Settings that a person enters in Lookout's console and that evidence can contradict. */
export const evidenceSubjects = [
  "connector",
  "enrollmentSettings",
  "notificationPreferences",
  "threatClassifications",
] as const;
export type EvidenceSubject = (typeof evidenceSubjects)[number];

/** Something that the stack or a person does; part of a step. */
export interface Action {
  readonly id: string;
  readonly step: StepId;
  /** Who does or declares it; null if the stack does it. */
  readonly by: Person | null;
  /** Ids of the actions that must be done first. */
  readonly needs: readonly string[];
  /** The settings in Lookout's console that it enters. */
  readonly enters?: EvidenceSubject;
}

/** Prerequisites of everything that an administrator does in Lookout's console: before them, nobody can sign in. */
const consoleOpen = ["consent", "full-access-members"] as const;

/** All actions and their prerequisites, listed by step. `actionOrder` computes the order.
 *  Sources: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration,
 *  https://learn.microsoft.com/en-us/mem/intune/protect/mtd-apps-ios-app-configuration-policy-add-assign (the app
 *  before the rules that require it) */
export const integrationActions = [
  // An existing Lookout tenant that is not tied to the Entra tenant cannot be used, so check it before any other work.
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
    // Recipients set their own preferences, whatever their role.
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
  // The pilot must have met everything that the next ring gets.
  { id: "next-ring", step: "rollout", by: people.rollout, needs: ["conditional-access-enforced"] },
] as const satisfies readonly Action[];
export type IntegrationAction = (typeof integrationActions)[number];
export type ActionId = IntegrationAction["id"];
/** The actions that a person does. */
export type PersonsActionId = Exclude<IntegrationAction, { readonly by: null }>["id"];
