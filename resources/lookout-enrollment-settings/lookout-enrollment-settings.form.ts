import type { EnrollmentSettings } from "./lookout-enrollment-settings.schema";
import { fullRole, type ConsoleForm } from "../../console/runbook/console-form";

const path = "System > Manage Enrollment > Enrollment settings";

/** Lookout's form for its enrollment settings.
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const enrollmentSettingsForm: ConsoleForm<EnrollmentSettings> = {
  title: "Lookout's enrollment settings",
  signedInAs: fullRole,
  firstPath: path,
  laterPath: path,
  fields: ({ daysUntilDisconnected }) => [
    { label: "Disconnected Status (days)", value: String(daysUntilDisconnected) },
  ],
  firstFinish: "Save the settings.",
  laterFinish: "Save the settings.",
  undo: `in Lookout's console set Disconnected Status under ${path} to the days you want from now on`,
  acknowledgedKey: "enrollmentSettings",
};
