import * as pulumi from "@pulumi/pulumi";
import type { ConsoleTask } from "../../console/runbook/task";
import type { ConsoleStatus } from "../../model/configuration-mode";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import { type LookoutSettingsArgs, lookoutSettingsOutputs } from "../lookout-settings/lookout-settings.args";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

/** The notifications of one user of Lookout's console. */
export interface NotificationRecipientArgs {
  /** Email address of the user. List each user once; case is ignored. */
  email: pulumi.Input<string>;
  /** On (true) or off (false) by the notification's name in Lookout's console, such as `Medium Risk Device Issue
   *  Notifications`; at least one. Names are not validated, because Lookout publishes no list. */
  notifications: pulumi.Input<Record<string, pulumi.Input<boolean>>>;
}

export interface LookoutNotificationPreferencesArgs extends LookoutSettingsArgs {
  /** The users whose notifications you declare, at least one, in any order. Notifications that you do not name are
   *  not managed. */
  recipients: pulumi.Input<pulumi.Input<NotificationRecipientArgs>[]>;
}

const provider = thinProvider("LookoutNotificationPreferences");

/** Email notifications: Preferences in Lookout's console. They belong to the signed-in user, so each recipient sets
 *  their own (mode `console`), or your gateway does (mode `gateway`).
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

  /** A hash of the settings, such as `r-0123456789ab`. */
  declare public readonly revision: pulumi.Output<string>;
  /** Console mode: `awaiting console` or `acknowledged`. Null in gateway mode. */
  declare public readonly consoleStatus: pulumi.Output<ConsoleStatus | null>;
  /** When this revision became pending, ISO 8601; unchanged while the revision stays the same. Null once it is
   *  acknowledged, and in gateway mode. */
  declare public readonly pendingSince: pulumi.Output<string | null>;
  /** What the recipients still have to set, step by step; null if nothing is left. */
  declare public readonly consoleTask: pulumi.Output<ConsoleTask | null>;
  /** `consoleTask` as Markdown. */
  declare public readonly runbook: pulumi.Output<string | null>;
  /** The settings acknowledged last, which the console is assumed to hold. Null before the first acknowledgement. */
  declare public readonly acknowledgedSettings: pulumi.Output<object | null>;
  /** The id of the settings at the gateway; null in console mode. */
  declare public readonly remoteId: pulumi.Output<string | null>;

  constructor(name: string, args: LookoutNotificationPreferencesArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      withSecretPaths({ ...args, ...lookoutSettingsOutputs }),
      opts,
      dynamicModule,
      "LookoutNotificationPreferences",
    );
  }
}
