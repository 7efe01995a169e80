import { people } from "../../../model/integration/steps";
import { proven, type GuideSection } from "./fact";

const everyField = proven(
  "console/runbook-tasks",
  "lists every field in the order of the console's tabs the first time",
);
const save = proven(
  "console/runbook-tasks",
  "shows where to save: on the tabs that have a button of their own, then with Create connector, later with Save changes",
);
const throughGateway = proven(
  "end-to-end/gateway-stack",
  "makes Lookout's side name the groups as Entra has them, and switches Intune's toggles on",
);

/** Lookout's side of the connection. */
export const lookoutConnector: GuideSection = {
  title: "Configure the Intune connector",
  facts: [
    {
      fact: "There is a group of a few test users to begin with.",
      step: "rollout",
      where: [
        { setting: "lookout-intune:enrollmentGroups" },
        { setting: "lookout-intune:rollout.rings" },
        { setting: "lookout-intune:rollout.pilotUntil" },
        { action: "pilot-members" },
      ],
      by: people.groupOwners,
      proof: [
        ...proven("components/next-steps/next-steps", "name, in order, what nobody but a person can do"),
        ...proven(
          "end-to-end/protection-stack",
          "assigns everything to the pilot alone, which is the only group that Lookout knows",
        ),
      ],
    },
    {
      fact: "The connector is added in the console under System > Connectors > Add Connector > Intune.",
      step: "lookout-connector",
      where: [{ output: "runbook" }, { command: "runbook" }, { action: "lookout-connector" }],
      by: people.lookoutConsole,
      proof: [
        ...everyField,
        ...proven(
          "components/lookout-intune-integration",
          "shows already in the first preview what a person will have to enter, and by which revisions",
        ),
        ...proven("end-to-end/guide-walk", "leads from nothing to a phone that is active"),
      ],
    },
    {
      fact: "Connection Settings take the heartbeat frequency in minutes.",
      step: "lookout-connector",
      where: [{ setting: "lookout-intune:connector.heartbeatMinutes" }, { output: "runbook" }],
      by: people.lookoutConsole,
      proof: [...everyField, ...proven("stack/config", "never passes a number of days or minutes outside its range")],
    },
    {
      fact: "Enrollment Management takes the names of the groups whose devices enroll, and is saved there.",
      step: "lookout-connector",
      where: [
        { setting: "lookout-intune:enrollmentGroups" },
        { output: "enrollmentGroupNames" },
        { output: "runbook" },
      ],
      by: people.lookoutConsole,
      proof: [...everyField, ...save, ...throughGateway],
    },
    {
      fact: "A group's name counts letter for letter, as its properties show it.",
      step: "lookout-connector",
      where: [
        { setting: "lookout-intune:enrollmentGroups.*.displayName" },
        { output: "enrollmentGroupNames" },
        { command: "status" },
      ],
      by: "this package",
      proof: [
        ...proven(
          "components/enrollment-group",
          "hands over the name of the group that exists",
          "refuses an expected name in the wrong case and names both",
        ),
        ...proven(
          "cli/status/evaluate-steps",
          "fails the rollout when a group's name differs from Lookout's by case alone",
        ),
        ...proven(
          "end-to-end/told-in-every-run",
          "reports a renamed enrollment group in refresh, status and drift, but not in a preview",
        ),
      ],
    },
    {
      fact: "The Entra devices of the groups' members are enrolled and can be activated.",
      step: "enrollment",
      where: [{ command: "enrollment" }, { docs: "docs/enrollment.md#the-lists" }],
      by: "Lookout",
      proof: proven(
        "cli/enrollment/enrollment",
        "follows a ring of 500 phones from the first that is found to the last that is active, and reports which never will be",
      ),
    },
    {
      fact: "Lookout for Work asks its user to activate it when it is first opened.",
      step: "enrollment",
      where: [{ docs: "docs/first-start.md#what-the-user-sees" }, { action: "devices" }],
      by: people.deviceOwners,
      proof: proven(
        "docs/first-start",
        "states that the app asks to be activated when it is first opened, and that the device is active afterwards",
      ),
    },
    {
      fact: "State Sync of the device status is on.",
      step: "lookout-connector",
      where: [{ setting: "lookout-intune:connector.deviceStatusSync" }, { output: "runbook" }],
      by: people.lookoutConsole,
      proof: [...everyField, ...throughGateway],
    },
    {
      fact: "State Sync of the threat status is on.",
      step: "lookout-connector",
      where: [{ setting: "lookout-intune:connector.threatStatusSync" }, { output: "runbook" }],
      by: people.lookoutConsole,
      proof: [...everyField, ...throughGateway],
    },
    {
      fact: "Both syncs are required.",
      step: "lookout-connector",
      where: [{ rule: "lookout-state-sync-on" }, { command: "status" }, { docs: "docs/troubleshooting.md" }],
      by: "this package",
      proof: [
        ...proven(
          "components/required-settings",
          "are warned of: a state sync that is off, also when that is known late",
        ),
        ...proven(
          "cli/status/evaluate-steps",
          "fails the step of a connector that is declared as the guide forbids, whatever was recorded or can be seen",
        ),
      ],
    },
    {
      fact: "Error Management takes the address for error reports, and is saved there.",
      step: "lookout-connector",
      where: [{ setting: "lookout-intune:connector.errorEmail" }, { output: "runbook" }],
      by: people.lookoutConsole,
      proof: [...everyField, ...save],
    },
    {
      fact: "Create connector completes it.",
      step: "lookout-connector",
      where: [{ output: "runbook" }, { setting: "lookout:acknowledged.connector" }],
      by: people.lookoutConsole,
      proof: [
        ...save,
        ...proven("resources/lookout-settings/lookout-settings", "is not signed by a placeholder"),
        ...proven(
          "end-to-end/console-stack",
          "switches Intune's connector on once the person acted, and shows the revision as acknowledged once recorded",
        ),
      ],
    },
    {
      fact: "Once the results are good, more groups are enrolled.",
      step: "rollout",
      where: [
        { setting: "lookout-intune:rollout.reached" },
        { action: "next-ring" },
        { docs: "README.md#pilot-first" },
      ],
      by: people.rollout,
      proof: [
        ...proven("components/next-steps/next-steps", "end with the next ring, while there is one"),
        ...proven("end-to-end/protection-stack", "protects the next ring everywhere in one run"),
        ...proven("console/runbook-tasks", "names the groups to add and to remove"),
      ],
    },
  ],
};
