import * as pulumi from "@pulumi/pulumi";
import { LookoutIntuneIntegration, LookoutTenant } from "pulumi-lookout-intune";

const integration = new LookoutIntuneIntegration("lookout", {
  // A Lookout tenant that is not tied to this Entra tenant cannot be used: set this to what you found out.
  // To the primary contact Lookout's support sends the link for the first sign-in.
  supportHandoff: {
    lookoutTenant: LookoutTenant.None,
    organization: "Contoso",
    primaryContact: { name: "Ada Park", email: "ada.park@contoso.example" },
  },

  // Nobody may be in both. Restricted access: no access to several configuration and enrollment modules, read-only on Security policy.
  accessGroups: {
    full: { displayName: "Lookout console: full" },
    restricted: { displayName: "Lookout console: restricted" },
  },
  // The test group; the others come later, under keys of their own.
  enrollmentGroups: { pilot: { displayName: "Lookout pilot" } },

  connector: { heartbeatMinutes: 60, errorEmail: "soc@contoso.example" },
  enrollmentSettings: { daysUntilDisconnected: 30 },

  // Only what is named is managed. The preset is this project's choice (threatClassificationPresets), not Lookout's.
  threatClassifications: {
    presets: ["project-integrity-1"],
    risks: { TROJAN: "high", OUT_OF_DATE_OS: { android: "medium", ios: "low" } },
    deviceGroups: { Executives: { ROGUE_WIFI: "high" } },
  },
  notificationPreferences: {
    recipients: [{ email: "soc@contoso.example", notifications: { "Medium Risk Device Issue Notifications": true } }],
  },

  intuneConnector: { android: {}, ios: {} },

  // Who entered which revision, and when, is read from lookout:acknowledged of the stack's config, and so reviewed like code.
});

/** The mail to Lookout's support: text, and a draft to open (`--show-secrets`: a file is not for a terminal). */
export const handoffMail = integration.handoffMail;
export const handoffDraft = pulumi.secret(integration.handoffDraft);

/** What to enter in Lookout's console: Markdown, and a page to tick off. */
export const runbook = integration.runbook;
export const runbookPage = pulumi.secret(integration.runbookPage);

/** What is known about it: awaiting console, acknowledged or contradicted, and the evidence. */
export const revisions = integration.revisions;
export const statuses = integration.statuses;
export const findings = integration.findings.apply((findings) => findings.map(({ text }) => text));
export const evidenceSources = integration.evidenceSources;

/** Which threat levels in Intune the risks lead to. */
export const complianceEffects = integration.complianceEffects;

/** What is left to do. */
export const nextSteps = integration.nextSteps;
