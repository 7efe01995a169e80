import { people } from "../../../model/integration/steps";
import { proven, type GuideSection } from "./fact";

/** What else is set in Lookout's console. */
export const consoleSettings: readonly GuideSection[] = [
  {
    title: "Configure enrollment settings",
    facts: [
      {
        fact: "System > Manage Enrollment > Enrollment settings takes the days until a device counts as disconnected, 1 to 90.",
        step: "enrollment-settings",
        where: [
          { setting: "lookout-intune:enrollmentSettings.daysUntilDisconnected" },
          { output: "runbook" },
          { action: "enrollment-settings" },
        ],
        by: people.lookoutConsole,
        proof: [
          ...proven(
            "console/runbook-tasks",
            "leads to the enrollment settings and the days until a device counts as disconnected",
          ),
          ...proven("stack/config", "never passes a number of days or minutes outside its range"),
        ],
      },
      {
        fact: "A disconnected device is not compliant, and Conditional Access keeps it out.",
        step: "enrollment-settings",
        where: [
          { command: "report" },
          { rule: "lookout-disconnect-window-limited" },
          { docs: "docs/troubleshooting.md" },
        ],
        by: "Intune",
        proof: [
          ...proven("cli/report/page", "lists first what needs attention, and reports when nothing does"),
          ...proven(
            "cli/status/evaluate-steps",
            "waits for owners of pending and disconnected devices, and for a first device",
          ),
        ],
      },
    ],
  },
  {
    title: "Configure email notifications",
    facts: [
      {
        fact: "Whoever is to get mail signs in to the console himself and opens Preferences.",
        step: "notifications",
        where: [
          { setting: "lookout-intune:notificationPreferences.recipients" },
          { output: "runbook" },
          { action: "notifications" },
        ],
        by: people.lookoutConsole,
        proof: proven(
          "resources/lookout-notification-preferences/notification-preferences",
          "state who has to be signed in for each choice",
        ),
      },
      {
        fact: "Each notification is switched on, or off again, and saved.",
        step: "notifications",
        where: [{ setting: "lookout-intune:notificationPreferences.recipients" }, { command: "report" }],
        by: people.lookoutConsole,
        proof: [
          ...proven(
            "resources/lookout-notification-preferences/notification-preferences",
            "state who has to be signed in for each choice",
          ),
          ...proven(
            "cli/report/setting-records",
            "are the notifications of each recipient, whose addresses can be left out",
          ),
          ...proven(
            "resources/lookout-settings/lookout-one-set",
            "is created, found unchanged in another order, changed, read back and given up in gateway mode",
          ),
        ],
      },
    ],
  },
  {
    title: "Configure threat classifications",
    facts: [
      {
        fact: "Lookout gives each classification a default risk. It publishes none, so this package has none.",
        step: "threat-classifications",
        where: [{ setting: "lookout-intune:threatClassifications" }, { docs: "docs/threat-classification-presets.md" }],
        by: "Lookout",
        proof: proven(
          "resources/lookout-threat-classifications/threat-classifications",
          "refuse to declare nothing, and the Default Group under its name",
          "are presets of this project's own only by name, with a reason for each line, and can be overridden",
        ),
      },
      {
        fact: "Risks can be changed at any time.",
        step: "threat-classifications",
        where: [
          { setting: "lookout-intune:threatClassifications.risks" },
          { output: "runbook" },
          { action: "threat-classifications" },
        ],
        by: people.lookoutConsole,
        proof: [
          ...proven(
            "resources/lookout-threat-classifications/threat-classifications",
            "lead a person through added, changed and released risks by device group",
          ),
          ...proven(
            "end-to-end/console-stack",
            "reports what somebody changed in the console behind its back at the next refresh, with the event that proves it",
          ),
        ],
      },
      {
        fact: "Lookout's threat reference says what each classification means.",
        step: "threat-classifications",
        where: [{ output: "runbook" }, { docs: "docs/links.md" }],
        by: people.lookoutConsole,
        proof: proven(
          "console/runbook-tasks",
          "cites Lookout's threat reference where risks are entered, and that it requires a sign-in",
        ),
      },
      {
        fact: "Intune works out compliance from these risks while phones are in use.",
        step: "threat-classifications",
        where: [{ output: "complianceEffects" }, { rule: "lookout-risks-trigger-noncompliance" }],
        by: "Intune",
        proof: proven(
          "resources/lookout-threat-classifications/threat-classifications",
          "describe what each choice can do to compliance, and nothing where nothing is documented",
        ),
      },
      {
        fact: "A rule in Intune calls a device noncompliant from a High, Medium or Low threat on.",
        step: "compliance",
        where: [
          { setting: "lookout-intune:compliance.ios.maximumThreatLevel" },
          { setting: "lookout-intune:compliance.androidWorkProfile.maximumThreatLevel" },
          { setting: "lookout-intune:compliance.androidDeviceOwner.maximumThreatLevel" },
        ],
        by: "this package",
        proof: [
          ...proven("resources/intune-compliance-policy/intune-compliance-policy", "sends only what was changed"),
          ...proven(
            "components/lookout-intune-integration",
            "assigns the app and every policy to the rings that were reached, and to no other",
          ),
        ],
      },
      {
        fact: "What the console holds drives compliance, whatever was declared.",
        step: "threat-classifications",
        where: [{ output: "complianceEffects" }, { output: "findings" }, { command: "drift" }],
        by: "Lookout",
        proof: [
          ...proven(
            "console/evidence",
            "contradicts a risk that was last set to another value, and requests only this one",
          ),
          ...proven(
            "resources/lookout-threat-classifications/compliance-effects",
            "show a declared risk and an observed one, each with its effect on compliance",
          ),
        ],
      },
    ],
  },
];
