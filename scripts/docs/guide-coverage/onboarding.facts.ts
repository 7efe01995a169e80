import { people } from "../../../model/integration/steps";
import { proven, type GuideSection } from "./fact";

// Who is in no group that support was told, or comes before the consent, does not get into the console there.
const walked = proven("end-to-end/guide-walk", "leads from nothing to a phone that is active");

/** From the prerequisites to the first sign-in. */
export const onboarding: readonly GuideSection[] = [
  {
    title: "Before you begin",
    facts: [
      {
        fact: "Lookout Mobile Endpoint Security, Intune Plan 1 and Entra ID P1 (or EMS E3 or E5) are licensed.",
        step: "directory-id",
        where: [{ docs: "README.md#what-the-tenant-must-have" }, { docs: "docs/links.md" }, { command: "doctor" }],
        by: people.integration,
        proof: [
          ...proven("cli/doctor", "hints at a license that is missing, switched off or no longer paid for"),
          ...proven("model/guide-links", "state what each is for, and which is outdated or requires a sign-in"),
        ],
      },
      {
        fact: "Phones have Android 5.0 or iOS 12, or newer.",
        step: "app",
        where: [
          { docs: "README.md#what-the-tenant-must-have" },
          { setting: "lookout-intune:lookoutForWork.ios.minimumOperatingSystem" },
          { setting: "lookout-intune:lookoutForWork.androidStore.minimumOperatingSystem" },
        ],
        by: "this package",
        proof: proven(
          "resources/intune-store-app/intune-store-app",
          "creates Lookout for Work for iOS from only a platform, and assigns it",
          "creates it for Android without Android Enterprise",
        ),
      },
      {
        fact: "An existing Lookout tenant that is not associated with this Entra tenant cannot be used.",
        step: "lookout-tenant",
        where: [{ setting: "lookout-intune:supportHandoff.lookoutTenant" }, { action: "lookout-tenant" }],
        by: people.integration,
        proof: [
          ...proven(
            "components/support-handoff",
            "warns as long as nobody answered, and of a tenant that cannot be used, also when that is known late",
          ),
          ...proven("model/integration/order", "begins with the Lookout tenant, without which everything else is lost"),
        ],
      },
      {
        fact: "Lookout's support then creates a new tenant, which takes the Entra users.",
        step: "lookout-tenant",
        where: [{ output: "handoffMail" }, { action: "lookout-tenant" }],
        by: people.lookoutSupport,
        proof: [
          ...proven(
            "resources/lookout-support-handoff/lookout-support-handoff.schema",
            "requests a new Lookout tenant if the existing one cannot be used",
          ),
          ...proven(
            "components/next-steps/next-steps",
            "begin with the Lookout tenant that cannot be used, and wait for the new one only after it was requested",
          ),
          ...proven(
            "resources/lookout-support-handoff/lookout-support-handoff",
            "never requests a Lookout tenant again once a mail is recorded",
          ),
        ],
      },
    ],
  },
  {
    title: "Collect Microsoft Entra information",
    facts: [
      {
        fact: "Lookout needs the Entra tenant's ID.",
        step: "directory-id",
        where: [{ output: "tenantId" }],
        by: "this package",
        proof: [
          ...proven(
            "components/lookout-intune-integration",
            "puts out ids, names, states, both runbooks and the next steps",
          ),
          ...proven(
            "cli/status/evaluate-steps",
            "fails the first step when nobody can be signed in, or in another tenant than the stack's",
          ),
        ],
      },
      {
        fact: "Lookout needs the object ID of the group with full access to its console, which there has to be.",
        step: "full-access-group",
        where: [{ setting: "lookout-intune:accessGroups.full" }, { output: "fullAccessGroupId" }],
        by: "this package",
        proof: proven(
          "components/access-groups",
          "declares one security group for the full role alone",
          "declares nothing for groups that exist",
        ),
      },
      {
        fact: "Lookout can be given the object ID of a group with restricted access.",
        step: "further-access-groups",
        where: [{ setting: "lookout-intune:accessGroups.restricted" }, { output: "restrictedAccessGroupId" }],
        by: "this package",
        proof: proven("components/access-groups", "declares a group for each role, as its children"),
      },
      {
        fact: "Restricted access reaches neither several configuration nor enrollment modules, and only reads the security policy.",
        step: "further-access-groups",
        where: [{ output: "handoffMail" }, { command: "status" }, { docs: "docs/hand-over.md" }],
        by: "Lookout",
        proof: [
          ...proven(
            "resources/lookout-support-handoff/lookout-support-handoff.schema",
            "holds the ids that Lookout needs, each with its role, whom to answer, and no more",
          ),
          ...proven("cli/status/evaluate-steps", "shows what the members of each further console group may do"),
        ],
      },
      {
        fact: "Only members of these groups sign in to Lookout's console.",
        step: "full-access-group",
        where: [{ action: "full-access-members" }, { action: "further-access-members" }],
        by: people.groupOwners,
        proof: [
          ...proven(
            "components/next-steps/next-steps",
            "ask nobody to do something in Lookout's console before people are in the group that opens it",
            "keep the members of several access groups apart",
          ),
          ...walked,
        ],
      },
      {
        fact: "By hand, an administrator copies the IDs from the portal's properties and group pages.",
        step: "support-handoff",
        where: [{ output: "handoffMail" }],
        by: "this package",
        proof: proven(
          "components/lookout-intune-integration",
          "hands tenant and groups to the mail, with the answer and the record",
        ),
      },
      {
        fact: "The IDs go to enterprisesupport@lookout.com.",
        step: "support-handoff",
        where: [
          { output: "handoffMail" },
          { command: "handoff" },
          { action: "support-handoff" },
          { setting: "lookout:acknowledged.supportHandoff" },
        ],
        by: people.integration,
        proof: [
          ...proven(
            "resources/lookout-support-handoff/lookout-support-handoff.schema",
            "holds the ids that Lookout needs, each with its role, whom to answer, and no more",
          ),
          ...proven(
            "end-to-end/command-stack",
            "prints the mail and the runbook that are due, writes them to files, and can fail a pipeline",
          ),
        ],
      },
      {
        fact: "Lookout's support works with the company's primary contact and creates the Enterprise account.",
        step: "support-handoff",
        where: [
          { setting: "lookout-intune:supportHandoff.primaryContact" },
          { output: "handoffMail" },
          { docs: "docs/hand-over.md" },
        ],
        by: people.lookoutSupport,
        proof: [
          ...proven(
            "resources/lookout-support-handoff/lookout-support-handoff.schema",
            "holds the ids that Lookout needs, each with its role, whom to answer, and no more",
          ),
          ...proven(
            "components/next-steps/next-steps",
            "request the primary contact while the mail is due and names none",
          ),
        ],
      },
    ],
  },
  {
    title: "Configure your Lookout subscription: initial sign-in",
    facts: [
      {
        fact: "The subscription serves enrolled devices by compliance.",
        step: "compliance",
        where: [{ setting: "lookout-intune:compliance" }, { output: "compliancePolicyIds" }],
        by: "this package",
        proof: proven(
          "components/lookout-intune-integration",
          "assigns the app and every policy to the rings that were reached, and to no other",
        ),
      },
      {
        fact: "The subscription serves devices that are not enrolled by app protection.",
        step: "app-protection",
        where: [{ setting: "lookout-intune:appProtection" }, { output: "appProtectionPolicyIds" }],
        by: "this package",
        proof: proven(
          "resources/intune-app-protection-policy/intune-app-protection-policy",
          "creates the policy bare, then names its apps, then assigns it",
        ),
      },
      {
        fact: "Support mails the primary contact the link for the first sign-in.",
        step: "consent",
        where: [{ action: "consent" }, { setting: "lookout-intune:supportHandoff.primaryContact.email" }],
        by: people.lookoutSupport,
        proof: [
          ...proven(
            "components/next-steps/next-steps",
            "tell the Global Administrator what the link opens, what fails before, and that later sign-ins do not need the role",
          ),
          ...proven(
            "resources/lookout-support-handoff/lookout-support-handoff.schema",
            "accepts a primary contact with a name and an address only",
          ),
        ],
      },
      {
        fact: "A Global Administrator opens https://aad.lookout.com/les?action=consent and chooses Accept.",
        step: "consent",
        where: [
          { action: "consent" },
          { output: "consentStatus" },
          { setting: "lookout-intune:tenantConsent.applicationId" },
        ],
        by: people.globalAdministrator,
        proof: [
          ...proven(
            "resources/lookout-tenant-consent/lookout-tenant-consent",
            "is missing first, and found by the next refresh once somebody gave it, without any update",
            "is never touched: whatever happens to the resource, only reads are sent",
          ),
          ...walked,
        ],
      },
      {
        fact: "After Accept, Lookout's console opens.",
        step: "consent",
        where: [{ action: "consent" }],
        by: "Lookout",
        proof: proven(
          "components/next-steps/next-steps",
          "tell the Global Administrator what the link opens, what fails before, and that later sign-ins do not need the role",
        ),
      },
      {
        fact: "Later sign-ins, at https://aad.lookout.com, need no Global Administrator.",
        step: "consent",
        where: [{ action: "consent" }, { output: "runbook" }],
        by: people.lookoutConsole,
        proof: proven(
          "console/runbook-tasks",
          "requires a sign-in to Lookout's console with the role Full, not a Global Administrator",
        ),
      },
      {
        fact: "Before the consent, every sign-in ends in a Bad Login Error.",
        step: "consent",
        where: [{ action: "consent" }, { docs: "docs/troubleshooting.md" }],
        by: "Lookout",
        proof: proven(
          "components/next-steps/next-steps",
          "tell the Global Administrator what the link opens, what fails before, and that later sign-ins do not need the role",
        ),
      },
    ],
  },
];
