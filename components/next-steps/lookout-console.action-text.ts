import { ConfigurationMode, ConsoleStatus } from "../../model/configuration-mode";
import type { EvidenceSubject } from "../../model/integration/actions";
import { lookoutConsoleUrl } from "../../model/lookout-endpoints";
import type { ActionText } from "./next-steps.state";

export const enterConnector = consoleEntry("connector", "Intune connector settings");
export const enterEnrollmentSettings = consoleEntry("enrollmentSettings", "enrollment settings");
export const enterNotifications = consoleEntry("notificationPreferences", "notification preferences");
export const enterRisks = consoleEntry("threatClassifications", "threat classifications");

export const associateThreatFeed: ActionText = ({ threatFeedNote }) => threatFeedNote;

function consoleEntry(key: EvidenceSubject, what: string): ActionText {
  return ({ mode, revisions, statuses, integratedBefore }) => {
    const revision = revisions[key];
    const consoleStatus = statuses[key];
    if (revision === undefined || mode !== ConfigurationMode.Console || consoleStatus === ConsoleStatus.Acknowledged) {
      return undefined;
    }
    const reason =
      consoleStatus === ConsoleStatus.Contradicted
        ? `Evidence contradicts the record that Lookout's ${what}, revision ${revision}, were entered (output "findings")`
        : `Nobody has recorded that Lookout's ${what}, revision ${revision}, were entered`;
    const act = integratedBefore === true ? "Compare them with what stands" : "Enter them";
    return (
      `${reason}. ${act} at ${lookoutConsoleUrl} as in the output "runbook", then record it: set ` +
      `lookout:acknowledged.${key} to {revision: ${revision}, by: <who>, at: <when>} in the stack's config file, and run ` +
      '"pulumi up".'
    );
  };
}
