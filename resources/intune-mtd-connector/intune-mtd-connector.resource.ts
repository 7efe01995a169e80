import * as pulumi from "@pulumi/pulumi";
import type { ConfigurationMode } from "../../model/configuration-mode";
import type { ConnectorStage } from "../../model/connector-stage";
import type { FoundBefore } from "../../model/ownership";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import {
  appSyncWarning,
  type ConnectorRemoval,
  type WhenConnectorMissing,
  type WhenNotConnected,
} from "./intune-mtd-connector.schema";
import { removalOutputs } from "../provider/removal-outputs";
import { adoptionInput } from "../provider/adoption-input";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";
import { warnInEveryRun } from "../provider/warning";

/** Use of the partner's data on Android. Without this block, Android is disabled. */
export interface AndroidConnectorArgs {
  /** Use the partner's data in Android compliance. Default: true. Intune: Connect Android devices. */
  enabled?: pulumi.Input<boolean>;
  /** Treat an Android device as noncompliant until the partner has reported about it. Default: true. */
  blockWhenPartnerDataMissing?: pulumi.Input<boolean>;
  /** Use the partner's data in Android app protection policies. Intune allows one partner per platform. Default:
   *  false. */
  appProtection?: pulumi.Input<boolean>;
}

/** Use of the partner's data on iOS and iPadOS. Without this block, iOS is disabled. */
export interface IosConnectorArgs {
  /** Use the partner's data in iOS compliance. Default: true. Intune: Connect iOS devices. */
  enabled?: pulumi.Input<boolean>;
  /** Treat an iOS device as noncompliant until the partner has reported about it. Default: true. */
  blockWhenPartnerDataMissing?: pulumi.Input<boolean>;
  /** Use the partner's data in iOS app protection policies. Intune allows one partner per platform. Default: false. */
  appProtection?: pulumi.Input<boolean>;
  /** Let the partner request the list of apps on iOS devices; while it is off, every run logs a warning. Default:
   *  true. Intune: Enable App Sync for iOS devices. */
  appSync?: pulumi.Input<boolean>;
  /** Send the full app inventory of personally owned iOS devices. Default: false. */
  personalAppInventory?: pulumi.Input<boolean>;
}

export interface IntuneMtdConnectorArgs {
  /** Partner by name, as Intune shows it. Default: `Lookout for Work`. Changing it replaces the resource: the old
   *  partner's connector is removed according to `onRemoval`. An unknown name is an error: set `partnerId` instead. Sources
   *  (Microsoft publishes no list): https://github.com/microsoft/Microsoft365DSC, https://github.com/maester365/maester */
  partner?: pulumi.Input<string>;
  /** The partner's connector id, a GUID, if it differs from the name's id (a national cloud). Changing it replaces
   *  the resource. */
  partnerId?: pulumi.Input<string>;
  /** Android. Default: disabled. */
  android?: pulumi.Input<AndroidConnectorArgs>;
  /** iOS and iPadOS. Default: disabled. */
  ios?: pulumi.Input<IosConnectorArgs>;
  /** Treat operating system versions below the partner's minimum as noncompliant. Default: true. */
  blockUnsupportedOsVersions?: pulumi.Input<boolean>;
  /** Days without a heartbeat after which Intune marks the partner unresponsive and ignores its data. Whole days, 1
   *  or more. Microsoft documents neither limits nor a default. Default: not managed. */
  unresponsiveAfterDays?: pulumi.Input<number>;
  /** What to do if nobody has added the connector in Intune: `tell` (default) who adds it and where, have Graph
   *  `create` it, or `fail` at once. `whenNotConnected` decides whether the run then waits. `create` sends the
   *  partner's id, reads the connector back, and reports what Graph answered. Graph documents the call, but not
   *  whether it accepts it before the partner has made contact. A refusal is an error in a run that waits, and a
   *  message in one that continues.
   *  Source: https://learn.microsoft.com/graph/api/intune-onboarding-mobilethreatdefenseconnector-create */
  whenMissing?: pulumi.Input<WhenConnectorMissing>;
  /** What to do while the connector cannot be configured: `wait` (default) until the deadline, or `continue` without
   *  it and try again in every update. */
  whenNotConnected?: pulumi.Input<WhenNotConnected>;
  /** Maximum wait in minutes, above 0, up to 1440 (a day). Default: 30. */
  waitMinutes?: pulumi.Input<number>;
  /** Adopt a connector that is in use in Intune and differs from the declaration. Default: false; the run then fails
   *  and names what is on. A connector that was not in use, or that equals the declaration, needs no `adopt`. */
  adopt?: pulumi.Input<boolean>;
  /** What happens in Intune when you remove the resource: `switchOff` disables the toggles and keeps the connector,
   *  `keep` leaves everything unchanged, `delete` deletes the connector. Default: the connector stays, and its toggles
   *  are restored to what they were before this stack. */
  onRemoval?: pulumi.Input<ConnectorRemoval>;
  /** How the partner's side of the connection is configured: `gateway` (by a configuration gateway, in the same
   *  program) or `console` (by a person). It only decides what the message asks for when the wait ends without
   *  contact. Default: the message names both. `LookoutIntuneIntegration` passes its `mode`. */
  partnerSide?: pulumi.Input<ConfigurationMode>;
  /** What the connector was before this stack, from `StackBaseline`. After an interrupted run, it distinguishes the
   *  toggles of this stack from those of somebody else. Default: what the first run finds. */
  foundBefore?: pulumi.Input<FoundBefore>;
}

// Shared by all resources, because serializing it is expensive.
const provider = thinProvider("IntuneMtdConnector");

/** The connector of a Mobile Threat Defense partner in Intune. An Intune administrator adds it (or Graph does, with
 *  `whenMissing: create`), and the partner makes contact. This resource waits for both, sets the toggles, and
 *  verifies them. It uses the azuread provider's credentials and needs the application permission
 *  DeviceManagementServiceConfig.ReadWrite.All.
 *
 *  ```ts
 *  new IntuneMtdConnector("lookout", { android: {}, ios: {} });
 *  ```
 *
 *  Sources: https://learn.microsoft.com/graph/api/resources/intune-onboarding-mobilethreatdefenseconnector,
 *  https://learn.microsoft.com/mem/intune/protect/mtd-connector-enable */
export class IntuneMtdConnector extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.IntuneMtdConnector;

  /** The connector's id in Intune. */
  declare public readonly connectorId: pulumi.Output<string>;
  /** The stage of the connection: `to be added` (nobody added the connector in Intune), `waiting for contact`, `set
   *  up` (even if it fails: see `partnerState`), or `unknown` (Intune reports a state that this release does not
   *  know). */
  declare public readonly connectorStage: pulumi.Output<ConnectorStage>;
  /** The partner's state in Intune, such as `available`, `enabled` or `unresponsive`; null if there is no connector.
   *  Values that Microsoft adds appear unchanged. */
  declare public readonly partnerState: pulumi.Output<string | null>;
  /** When the partner last reported, ISO 8601; null if it never did. */
  declare public readonly lastHeartbeat: pulumi.Output<string | null>;
  /** Whether the partner has connected and the settings are in effect. False only with `whenNotConnected: continue`,
   *  or after the partner disconnected. */
  declare public readonly connected: pulumi.Output<boolean>;
  /** Whether this stack created the connector through Graph (`whenMissing: create`). */
  declare public readonly added: pulumi.Output<boolean>;
  /** The connector's settings before this stack configured it, which removal restores; undefined until then, and in a stack
   *  of an older release. */
  declare public readonly settingsBefore: pulumi.Output<Record<string, unknown> | undefined>;
  /** Id of the Entra tenant in which the object is. */
  declare public readonly tenantId: pulumi.Output<string>;
  /** What removing this resource does in Intune, in words. */
  declare public readonly removalEffect: pulumi.Output<string>;

  constructor(name: string, args: IntuneMtdConnectorArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const outputs = {
      connectorId: undefined,
      connectorStage: undefined,
      partnerState: undefined,
      lastHeartbeat: undefined,
      connected: undefined,
      added: undefined,
      settingsBefore: undefined,
      ...removalOutputs,
    };
    super(
      provider,
      name,
      withSecretPaths({ ...args, ...adoptionInput("IntuneMtdConnector", args), ...outputs }),
      opts,
      dynamicModule,
      "IntuneMtdConnector",
    );

    warnInEveryRun(this, { ios: args.ios }, ({ ios }) => appSyncWarning(ios));
  }
}
