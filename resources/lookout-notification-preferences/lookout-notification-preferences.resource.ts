import * as pulumi from "@pulumi/pulumi";
import type { ConsoleTask } from "../../console/runbook/task";
import type { ConsoleStatus } from "../../model/configuration-mode";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { LookoutSettingsArgs } from "../lookout-settings/lookout-settings.args";
import { lookoutSettingsOutputs } from "../lookout-settings/lookout-settings.outputs";
import { thinProvider } from "../provider/thin-provider";

/** The notifications of one user of Lookout's console. */
export interface NotificationRecipientArgs {
  /** E-mail address of the user, each named once; upper and lower case are the same. */
  email: pulumi.Input<string>;
  /** On (true) or off (false) by the notification's name as Lookout's console shows it, such as
   *  `Medium Risk Device Issue Notifications`; at least one. Lookout publishes no list of names, so they are not checked. */
  notifications: pulumi.Input<Record<string, pulumi.Input<boolean>>>;
}

export interface LookoutNotificationPreferencesArgs extends LookoutSettingsArgs {
  /** Whose notifications are declared, at least one user. The order has no meaning; what is not named is left alone. */
  recipients: pulumi.Input<pulumi.Input<NotificationRecipientArgs>[]>;
}

const provider = thinProvider("LookoutNotificationPreferences");

/** E-mail notifications: Preferences in Lookout's console. They belong to the user who is signed in, so each recipient sets
 *  his own (mode `console`), or a gateway of yours does (mode `gateway`).
 *
 *  ```ts
 *  new LookoutNotificationPreferences("lookout", {
 *    recipients: [
 *      { email: "soc@contoso.com", notifications: { "Medium Risk Device Issue Notifications": true } },
 *    ],
 *  });
 *  ```
 *
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export class LookoutNotificationPreferences extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.LookoutNotificationPreferences;

  /** Names the settings by their content, such as `r-0123456789ab`. */
  declare public readonly revision: pulumi.Output<string>;
  /** Console mode: `awaiting console` or `acknowledged`. Null in gateway mode. */
  declare public readonly consoleStatus: pulumi.Output<ConsoleStatus | null>;
  /** Since when this revision waits to be entered and recorded, ISO 8601: kept while the revision stays. Null once it is
   *  acknowledged, and in gateway mode. */
  declare public readonly pendingSince: pulumi.Output<string | null>;
  /** What the recipients still have to set, step by step; null when nothing is left. */
  declare public readonly consoleTask: pulumi.Output<ConsoleTask | null>;
  /** The same as Markdown. */
  declare public readonly runbook: pulumi.Output<string | null>;
  /** The settings that were last acknowledged: what the console is believed to hold. Null before the first time. */
  declare public readonly acknowledgedSettings: pulumi.Output<object | null>;
  /** What the gateway knows the settings by; null in console mode. */
  declare public readonly remoteId: pulumi.Output<string | null>;

  constructor(name: string, args: LookoutNotificationPreferencesArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      { ...args, ...lookoutSettingsOutputs },
      opts,
      dynamicModule,
      "LookoutNotificationPreferences",
    );
  }
}
