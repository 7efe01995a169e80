import * as pulumi from "@pulumi/pulumi";
import type { ConsoleTask } from "../../console/runbook/task";
import type { ConsoleStatus } from "../../model/configuration-mode";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { LookoutSettingsArgs } from "../lookout-settings/lookout-settings.args";
import { lookoutSettingsOutputs } from "../lookout-settings/lookout-settings.outputs";
import { thinProvider } from "../provider/thin-provider";

export interface LookoutEnrollmentSettingsArgs extends LookoutSettingsArgs {
  /** Days without contact after which a device counts as disconnected, and so as not compliant. Whole days, 1 to 90;
   *  refused at preview outside that range. Lookout documents no default.
   *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
  daysUntilDisconnected: pulumi.Input<number>;
}

const provider = thinProvider("LookoutEnrollmentSettings");

/** Lookout's enrollment settings: System > Manage Enrollment > Enrollment settings in its console. Lookout publishes no API
 *  for them, so a person enters them (mode `console`) or a gateway of yours applies them (mode `gateway`).
 *
 *  ```ts
 *  new LookoutEnrollmentSettings("lookout", { daysUntilDisconnected: 30 });
 *  ``` */
export class LookoutEnrollmentSettings extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.LookoutEnrollmentSettings;

  /** Names the settings by their content, such as `r-0123456789ab`. */
  declare public readonly revision: pulumi.Output<string>;
  /** Console mode: `awaiting console` or `acknowledged`. Null in gateway mode. */
  declare public readonly consoleStatus: pulumi.Output<ConsoleStatus | null>;
  /** Since when this revision waits to be entered and recorded, ISO 8601: kept while the revision stays. Null once it is
   *  acknowledged, and in gateway mode. */
  declare public readonly pendingSince: pulumi.Output<string | null>;
  /** What a person still has to enter in Lookout's console, step by step; null when nothing is left. */
  declare public readonly consoleTask: pulumi.Output<ConsoleTask | null>;
  /** The same as Markdown. */
  declare public readonly runbook: pulumi.Output<string | null>;
  /** The settings that were last acknowledged: what the console is believed to hold. Null before the first time. */
  declare public readonly acknowledgedSettings: pulumi.Output<object | null>;
  /** What the gateway knows the settings by; null in console mode. */
  declare public readonly remoteId: pulumi.Output<string | null>;

  constructor(name: string, args: LookoutEnrollmentSettingsArgs, opts?: pulumi.CustomResourceOptions) {
    super(provider, name, { ...args, ...lookoutSettingsOutputs }, opts, dynamicModule, "LookoutEnrollmentSettings");
  }
}
