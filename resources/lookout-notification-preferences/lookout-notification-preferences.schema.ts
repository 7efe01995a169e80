import { z } from "zod";

const recipientSchema = z.strictObject({
  email: z.email({ error: "a recipient must be the email address of a user of Lookout's console" }),
  notifications: z
    .record(
      z
        .string()
        .min(1, "the name of a notification is empty; enter the name that Lookout's console shows")
        .refine((name) => name === name.trim(), "the name starts or ends with a space; remove it"),
      z.boolean({ error: "a notification must be true (on) or false (off)" }),
    )
    .refine(
      (notifications) => Object.keys(notifications).length > 0,
      "no notification is named; name at least one as Lookout's console shows it, or omit the recipient",
    ),
});

/** Lookout's notification preferences, which each user of the console sets for themselves. Names are not validated,
 *  because Lookout publishes no list; one documented name is `Medium Risk Device Issue Notifications`.
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const notificationPreferencesSchema = z.strictObject({
  recipients: z
    .array(recipientSchema, { error: "must be a list of recipients" })
    .min(1, "no recipient is named; name at least one, or remove the resource")
    .superRefine((recipients, context) => {
      const emails = recipients.map(({ email }) => email.toLowerCase());
      for (const [index, email] of emails.entries()) {
        if (emails.indexOf(email) < index) {
          context.addIssue({
            code: "custom",
            path: [index, "email"],
            message: "this recipient is listed twice; combine both",
          });
        }
      }
    }),
});
export type NotificationPreferences = z.infer<typeof notificationPreferencesSchema>;

/** Normalizes the settings: the order of recipients and notifications, and the case of addresses, do not matter. */
export function normalizeNotificationPreferences({ recipients }: NotificationPreferences): NotificationPreferences {
  const byName = ([a]: [string, boolean], [b]: [string, boolean]) => (a < b ? -1 : a > b ? 1 : 0);
  return {
    recipients: recipients
      .map(({ email, notifications }) => ({
        email: email.toLowerCase(),
        notifications: Object.fromEntries(Object.entries(notifications).sort(byName)),
      }))
      .sort((a, b) => (a.email < b.email ? -1 : a.email > b.email ? 1 : 0)),
  };
}
