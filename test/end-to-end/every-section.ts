import type { StackConfig } from "./stack-workspace";

/** A config with every section but monitoring, in console mode. */
export const everySection: StackConfig = {
  "lookout:mode": "console",
  "lookout:acknowledged": { connector: { revision: "r-0123456789ab", at: "2026-01-31T09:00:00Z" } },
  "lookout-intune:supportHandoff": {
    lookoutTenant: "none",
    primaryContact: { name: "Ada Park", email: "ada.park@contoso.example" },
  },
  "lookout-intune:tenantConsent": {},
  "lookout-intune:accessGroups": { full: { description: "Administrators of Lookout" } },
  "lookout-intune:enrollmentGroups": { pilot: { description: "First" }, staff: { displayName: "Everybody else" } },
  "lookout-intune:rollout": { rings: ["pilot", "staff"], reached: "pilot" },
  "lookout-intune:connector": { heartbeatMinutes: 47 },
  "lookout-intune:notificationPreferences": { recipients: [{ notifications: { "Medium Risk": true } }] },
  "lookout-intune:threatFeed": { domains: ["login.contoso.example"] },
  "lookout-intune:lookoutForWork": { ios: {}, android: {} },
  "lookout-intune:compliance": {
    ios: { maximumThreatLevel: "low" },
    androidDeviceOwner: { maximumThreatLevel: "low" },
  },
  "lookout-intune:appProtection": { ios: { maximumThreatLevel: "low", apps: "allCoreMicrosoftApps" } },
  "lookout-intune:conditionalAccess": { includedApplications: ["Office365"] },
  "lookout-intune:diagnosticSettings": {},
};

/** One secret of each section, by path. A number cannot be one, so where a section has no text, it is a secret as a whole. */
export const sectionSecrets: Readonly<Record<string, string>> = {
  "lookout:acknowledged.connector.by": "canary-kim",
  "lookout-intune:supportHandoff.organization": "Canary Industries",
  "lookout-intune:tenantConsent.applicationName": "Canary Lookout",
  "lookout-intune:accessGroups.full.displayName": "Canary administrators",
  "lookout-intune:enrollmentGroups.pilot.displayName": "Canary pilot",
  "lookout-intune:rollout.pilotUntil": "2033-03-07",
  "lookout-intune:connector.errorEmail": "canary-errors@contoso.example",
  "lookout-intune:enrollmentSettings": '{"daysUntilDisconnected":73}',
  "lookout-intune:threatClassifications": '{"risks":{"ADWARE":"medium"}}',
  "lookout-intune:notificationPreferences.recipients[0].email": "canary-reader@contoso.example",
  "lookout-intune:threatFeed.title": "Canary feed",
  "lookout-intune:intuneConnector": '{"android":{"appProtection":true},"ios":{"appProtection":true},"waitMinutes":1}',
  "lookout-intune:lookoutForWork.ios.configuration.Site": "canary-token",
  "lookout-intune:compliance.ios.displayName": "Canary compliance",
  "lookout-intune:appProtection.ios.displayName": "Canary protection",
  "lookout-intune:conditionalAccess.displayName": "Canary access",
  "lookout-intune:conditionalAccess.breakGlassGroup.displayName": "Canary emergency access",
  "lookout-intune:diagnosticSettings.workspaceId":
    "/subscriptions/1/resourceGroups/a/providers/Microsoft.OperationalInsights/workspaces/canary-workspace",
};
