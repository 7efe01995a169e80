import { consoleSettings } from "../lookout-settings/console-settings";
import type { NotificationPreferences } from "./lookout-notification-preferences.schema";
import type { ResourceProvider } from "../provider/provider";
import { gatewayObjects } from "../lookout-settings/gateway-objects";
import { createLookoutSettingsProvider } from "../lookout-settings/lookout-settings.provider";

/** Creates the provider of email notifications for users of Lookout's console. */
export function createLookoutNotificationPreferencesProvider(): ResourceProvider {
  return createLookoutSettingsProvider<NotificationPreferences>({
    type: "LookoutNotificationPreferences",
    id: "lookout-notification-preferences",
    title: "the set of Lookout's notification preferences",
    ...consoleSettings.LookoutNotificationPreferences,
    gateway: gatewayObjects.LookoutNotificationPreferences,
  });
}
