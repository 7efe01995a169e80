import { people } from "../../../model/integration/steps";
import { proven, type GuideSection } from "./fact";

const ring = proven(
  "cli/enrollment/enrollment",
  "follows a ring of 500 phones from the first that is found to the last that is active, and reports which never will be",
);

/** Watching devices enroll, and the articles that the guide goes on with. */
export const enrollment: readonly GuideSection[] = [
  {
    title: "Monitor enrollment",
    facts: [
      {
        fact: "Lookout polls Entra for devices of the enrollment groups.",
        step: "enrollment",
        where: [{ command: "enrollment" }, { docs: "docs/enrollment.md#the-lists" }],
        by: "Lookout",
        proof: ring,
      },
      {
        fact: "Devices are listed in Lookout's console.",
        step: "enrollment",
        where: [{ output: "evidenceSources" }, { command: "enrollment" }, { command: "report" }],
        by: "Lookout",
        proof: proven(
          "resources/lookout-evidence/lookout-evidence",
          "counts the devices, and sees which connectors they report",
        ),
      },
      {
        fact: "A device is pending at first.",
        step: "enrollment",
        where: [{ command: "enrollment" }, { docs: "docs/first-start.md#before-the-user-starts" }],
        by: "Lookout",
        proof: [
          ...ring,
          ...proven(
            "cli/enrollment/enrollment",
            "shows a ring while it enrolls, a line for each change, and ends when all are active",
          ),
        ],
      },
      {
        fact: "Its status changes once the app is installed, opened and activated.",
        step: "enrollment",
        where: [{ action: "devices" }, { docs: "docs/first-start.md#what-the-user-sees" }],
        by: people.deviceOwners,
        proof: [
          ...proven(
            "components/next-steps/next-steps",
            "request the activation of the app until every device is active",
          ),
          ...proven(
            "cli/status/evaluate-steps",
            "waits for owners of pending and disconnected devices, and for a first device",
          ),
          ...proven(
            "end-to-end/guide-walk",
            "leads from nothing to a phone that is active",
            "ends with a status that shows the phone, and nothing that waits or fails",
          ),
        ],
      },
    ],
  },
  {
    title: "Set up Lookout apps for enrolled devices",
    facts: [
      {
        fact: "Lookout for Work for iOS is added from the App Store and assigned to the groups.",
        step: "app",
        where: [{ setting: "lookout-intune:lookoutForWork.ios" }, { output: "appIds" }],
        by: "this package",
        proof: proven(
          "resources/intune-store-app/intune-store-app",
          "creates Lookout for Work for iOS from only a platform, and assigns it",
          "waits until Intune has published the app before it assigns it",
        ),
      },
      {
        fact: "Lookout for Work for Android is added from Google Play and assigned to the groups.",
        step: "app",
        where: [
          { setting: "lookout-intune:lookoutForWork.android" },
          { setting: "lookout-intune:lookoutForWork.androidStore" },
          { output: "appIds" },
        ],
        by: "this package",
        proof: [
          ...proven(
            "resources/intune-managed-google-play-app/intune-managed-google-play-app",
            "finds the app from managed Google Play, and assigns it",
          ),
          ...proven("resources/intune-store-app/intune-store-app", "creates it for Android without Android Enterprise"),
        ],
      },
      {
        fact: "In managed Google Play somebody has to approve it first.",
        step: "app",
        where: [{ setting: "lookout-intune:lookoutForWork.android.whenMissing" }, { action: "google-play-approval" }],
        by: people.intune,
        proof: [
          ...proven(
            "resources/intune-managed-google-play-app/intune-managed-google-play-app",
            "explains what to click when the app was never approved",
            "continues without the app with whenMissing: continue, and assigns it once it exists",
          ),
        ],
      },
      {
        fact: "On iOS the app gets an app configuration policy.",
        step: "app",
        where: [
          { setting: "lookout-intune:lookoutForWork.ios.configuration" },
          { setting: "lookout-intune:lookoutForWork.ios.configurationDisplayName" },
        ],
        by: "this package",
        proof: proven(
          "resources/intune-ios-app-configuration/intune-ios-app-configuration",
          "writes the dictionary with Graph's types, and assigns it",
        ),
      },
      {
        fact: "iPhones need Microsoft Authenticator; on Android the Company Portal checks who the user is.",
        step: "app",
        where: [{ docs: "docs/first-start.md#before-the-user-starts" }],
        by: people.deviceOwners,
        proof: proven(
          "docs/first-start",
          "names what has to be on the phone before: the app, Authenticator on iPhone, Company Portal on Android",
        ),
      },
    ],
  },
  {
    title: "Set up Lookout apps for unenrolled devices",
    facts: [
      {
        fact: "Intune leads the user to install and sign in to the apps, and no app configuration is needed.",
        step: "app-protection",
        where: [{ docs: "docs/first-start.md#before-the-user-starts" }, { docs: "docs/links.md" }],
        by: "Intune",
        proof: [
          ...proven(
            "docs/first-start",
            "states that Intune leads users whose phones are not enrolled, and that they need no app configuration",
          ),
          ...proven(
            "components/next-steps/next-steps",
            "cite the page that the person needs: roles, admin centers, how the app is added by hand",
          ),
        ],
      },
    ],
  },
  {
    title: "Create policies by threat level",
    facts: [
      {
        fact: "A compliance policy allows Clear, Low, Medium or High, and acts on what is not compliant.",
        step: "compliance",
        where: [
          { setting: "lookout-intune:compliance.ios.maximumThreatLevel" },
          { setting: "lookout-intune:compliance.ios.actionsForNoncompliance" },
          { rule: "intune-threat-level-limited" },
        ],
        by: "this package",
        proof: proven(
          "resources/intune-compliance-policy/intune-compliance-policy",
          "shows manual changes to groups and actions, and reverts both",
        ),
      },
      {
        fact: "It takes groups of users, not of devices.",
        step: "compliance",
        where: [{ rule: "intune-compliance-assigned-to-users" }],
        by: "this package",
        proof: proven(
          "resources/intune-compliance-policy/intune-compliance-policy",
          "refuses a group of devices before it creates anything, by its rule and by its members",
        ),
      },
      {
        fact: "An app protection policy allows Secured, Low, Medium or High, and blocks access or wipes data above it.",
        step: "app-protection",
        where: [
          { setting: "lookout-intune:appProtection.ios.maximumThreatLevel" },
          { setting: "lookout-intune:appProtection.ios.remediationAction" },
          { setting: "lookout-intune:appProtection.android.maximumThreatLevel" },
          { setting: "lookout-intune:appProtection.android.remediationAction" },
        ],
        by: "this package",
        proof: proven(
          "resources/intune-app-protection-policy/intune-app-protection-policy",
          "shows manual changes, and reverts them",
        ),
      },
      {
        fact: "Conditional Access keeps out a device that is not compliant.",
        step: "conditional-access",
        where: [
          { setting: "lookout-intune:conditionalAccess" },
          { output: "conditionalAccessPolicyId" },
          { docs: "docs/conditional-access.md#steps" },
        ],
        by: "this package",
        proof: [
          ...proven(
            "components/conditional-access",
            "declares one report-only policy that excludes the break-glass group, and nothing else",
          ),
          ...proven(
            "end-to-end/protection-stack",
            "enforces the Conditional Access policy by one change of its state, and changes nothing else",
          ),
        ],
      },
      {
        fact: "The threat level of each device can be watched.",
        step: "enrollment",
        where: [{ command: "report" }, { command: "enrollment" }, { docs: "docs/report.md" }],
        by: "this package",
        proof: [
          ...proven("cli/report/page", "repeats in every chart's figures what the data contain"),
          ...proven("cli/enrollment/enrollment", "counts threats by their level and risk"),
        ],
      },
    ],
  },
];
