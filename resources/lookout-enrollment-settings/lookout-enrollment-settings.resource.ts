import * as pulumi from "@pulumi/pulumi";
import type { ConsoleTask } from "../../console/runbook/task";
import type { ConsoleStatus } from "../../model/configuration-mode";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import { type LookoutSettingsArgs, lookoutSettingsOutputs } from "../lookout-settings/lookout-settings.args";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

export interface LookoutEnrollmentSettingsArgs extends LookoutSettingsArgs {
  /** Days without contact after which a device counts as disconnected and therefore as noncompliant. Whole days, 1 to
   *  90; other values fail at preview. Lookout documents no default.
   *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
  daysUntilDisconnected: pulumi.Input<number>;
}

const provider = thinProvider("LookoutEnrollmentSettings");

/** Lookout's enrollment settings: System > Manage Enrollment > Enrollment settings in Lookout's console. Lookout
 *  publishes no API for them, so a person enters them (mode `console`) or your gateway applies them (mode `gateway`).
 *
 *  ```ts
 *  new LookoutEnrollmentSettings("lookout", { daysUntilDisconnected: 30 });
 *  ``` */
export class LookoutEnrollmentSettings extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.LookoutEnrollmentSettings;

  /** A hash of the settings, such as `r-0123456789ab`. */
  declare public readonly revision: pulumi.Output<string>;
  /** Console mode: `awaiting console` or `acknowledged`. Null in gateway mode. */
  declare public readonly consoleStatus: pulumi.Output<ConsoleStatus | null>;
  /** When this revision became pending, ISO 8601; unchanged while the revision stays the same. Null once it is
   *  acknowledged, and in gateway mode. */
  declare public readonly pendingSince: pulumi.Output<string | null>;
  /** What you still have to enter in Lookout's console, step by step; null if nothing is left. */
  declare public readonly consoleTask: pulumi.Output<ConsoleTask | null>;
  /** `consoleTask` as Markdown. */
  declare public readonly runbook: pulumi.Output<string | null>;
  /** The settings acknowledged last, which the console is assumed to hold. Null before the first acknowledgement. */
  declare public readonly acknowledgedSettings: pulumi.Output<object | null>;
  /** The id of the settings at the gateway; null in console mode. */
  declare public readonly remoteId: pulumi.Output<string | null>;

  constructor(name: string, args: LookoutEnrollmentSettingsArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      withSecretPaths({ ...args, ...lookoutSettingsOutputs }),
      opts,
      dynamicModule,
      "LookoutEnrollmentSettings",
    );
  }
}
