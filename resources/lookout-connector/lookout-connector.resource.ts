import * as pulumi from "@pulumi/pulumi";
import type { ConsoleTask } from "../../console/runbook/task";
import type { ConsoleStatus } from "../../model/configuration-mode";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import { stateSyncDefaults, stateSyncWarning } from "./lookout-connector.schema";
import { type LookoutSettingsArgs, lookoutSettingsOutputs } from "../lookout-settings/lookout-settings.args";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";
import { warnInEveryRun } from "../provider/warning";

export interface LookoutConnectorArgs extends LookoutSettingsArgs {
  /** Heartbeat interval in whole minutes, 1 or more. Lookout documents neither a maximum nor a default. */
  heartbeatMinutes: pulumi.Input<number>;
  /** Display names of the Entra security groups whose members' devices enroll, at least one, in any order. Lookout
   *  compares names exactly and does not validate them, so use the `displayName` output of the group. */
  enrollmentGroupNames: pulumi.Input<pulumi.Input<string>[]>;
  /** Report the device status to Intune. The integration does not work without it; while it is off, every run logs a
   *  warning. Default: true. */
  deviceStatusSync?: pulumi.Input<boolean>;
  /** Report the threat status to Intune. The integration does not work without it; while it is off, every run logs a
   *  warning. Default: true. */
  threatStatusSync?: pulumi.Input<boolean>;
  /** Email address for connector errors. */
  errorEmail: pulumi.Input<string>;
}

const provider = thinProvider("LookoutConnector");

/** Lookout's connector to Intune: System > Connectors > Add Connector > Intune in Lookout's console. Lookout
 *  publishes no API for it, so a person enters the settings (mode `console`) or your gateway applies them (mode
 *  `gateway`).
 *
 *  ```ts
 *  new LookoutConnector("lookout", {
 *    heartbeatMinutes: 15,
 *    enrollmentGroupNames: [pilot.displayName],
 *    errorEmail: "soc@contoso.com",
 *  });
 *  ```
 *
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export class LookoutConnector extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.LookoutConnector;

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
  /** The connector's id at the gateway; null in console mode. */
  declare public readonly remoteId: pulumi.Output<string | null>;

  constructor(name: string, args: LookoutConnectorArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      withSecretPaths({ ...args, ...lookoutSettingsOutputs }),
      opts,
      dynamicModule,
      "LookoutConnector",
    );

    const {
      deviceStatusSync = stateSyncDefaults.deviceStatusSync,
      threatStatusSync = stateSyncDefaults.threatStatusSync,
    } = args;
    warnInEveryRun(this, { deviceStatusSync, threatStatusSync }, stateSyncWarning);
  }
}
