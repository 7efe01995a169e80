import type { NotificationPreferences } from "./lookout-notification-preferences.schema";
import type { ConsoleForm } from "../../console/runbook/console-form";

const path = "Preferences";

/** Lookout's form for notification preferences, which belong to the signed-in user.
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const notificationPreferencesForm: ConsoleForm<NotificationPreferences> = {
  title: "Lookout's email notifications",
  signedInAs: "the recipient named in each heading below, because nobody can set notifications for another user",
  firstPath: path,
  laterPath: path,
  fields: ({ recipients }) =>
    recipients.flatMap(({ email, notifications }) =>
      Object.entries(notifications).map(([name, on]) => ({
        tab: `Signed in as ${email}`,
        label: name,
        value: on ? "ON" : "OFF",
        addresses: [email],
      })),
    ),
  firstFinish: "Each recipient chooses Save.",
  laterFinish: "Each recipient chooses Save.",
  undo: `each recipient sets the notifications under ${path} again`,
  acknowledgedKey: "notificationPreferences",
};
