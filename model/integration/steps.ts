/** Who may have to act. */
export const people = {
  integration: "the operator of this stack",
  globalAdministrator: "a Global Administrator",
  lookoutConsole: "an administrator of Lookout's console",
  lookoutSupport: "Lookout Enterprise Support",
  groupOwners: "the owners of the groups",
  deviceOwners: "the owners of the devices",
  rollout: "the owner of the rollout",
  intune: "an administrator of Intune",
} as const;
export type Person = (typeof people)[keyof typeof people];

/** The steps of the integration. Numbers and ids are stable, because programs read them from `lookout-intune status
 *  --json`. `stepOrder` is the order in which the steps are done; it follows from the needs of their actions.
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const integrationSteps = [
  { number: 1, id: "directory-id", title: "Directory (tenant) ID" },
  { number: 2, id: "full-access-group", title: "Group with full access to the console" },
  { number: 3, id: "further-access-groups", title: "Groups with less access" },
  { number: 4, id: "support-handoff", title: "IDs handed to Lookout" },
  { number: 5, id: "consent", title: "Consent to Lookout's application" },
  { number: 6, id: "rollout", title: "Rollout by groups" },
  { number: 7, id: "lookout-connector", title: "Lookout's Intune connector" },
  { number: 8, id: "intune-connector", title: "Connector and toggles in Intune" },
  { number: 9, id: "enrollment-settings", title: "Enrollment settings" },
  { number: 10, id: "notifications", title: "Email notifications" },
  { number: 11, id: "threat-classifications", title: "Threat classifications" },
  { number: 12, id: "enrollment", title: "Devices enroll and stay connected" },
  { number: 13, id: "app", title: "Lookout for Work, assigned" },
  { number: 14, id: "compliance", title: "Compliance by threat level" },
  { number: 15, id: "app-protection", title: "App protection by threat level" },
  { number: 16, id: "conditional-access", title: "Conditional Access" },
  { number: 17, id: "lookout-tenant", title: "Lookout tenant can be used" },
] as const;
export type IntegrationStep = (typeof integrationSteps)[number];
export type StepId = IntegrationStep["id"];

const byId = new Map<string, IntegrationStep>(integrationSteps.map((step) => [step.id, step]));

/** The step with an id. */
export function stepWithId(id: StepId): IntegrationStep {
  const step = byId.get(id);
  if (step === undefined) throw new Error(`There is no step with the id "${id}".`);
  return step;
}
