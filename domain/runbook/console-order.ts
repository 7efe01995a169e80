import type { EvidenceSubject } from "../evidence";

/** The settings of Lookout's that a person enters, as the console's menu has them: System, Protections, Preferences. */
export const consoleOrder = [
  "connector",
  "enrollmentSettings",
  "threatClassifications",
  "notificationPreferences",
] as const satisfies readonly EvidenceSubject[];
