import { consoleSettings, type NotificationPreferences } from "../../domain";
import type { Handler } from "../handler";
import { createLookoutSettingsProvider } from "../lookout-settings/provider";
import { oneSet } from "../lookout-settings/one-set";

/** E-mail notifications of the users of Lookout's console. */
export function createLookoutNotificationPreferencesProvider(): Handler {
  return createLookoutSettingsProvider<NotificationPreferences>({
    type: "LookoutNotificationPreferences",
    id: "lookout-notification-preferences",
    title: "the set of Lookout's notification preferences",
    ...consoleSettings.LookoutNotificationPreferences,
    gateway: (client) => oneSet("notification-preferences", client.notificationPreferences),
  });
}
