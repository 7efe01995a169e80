import * as pulumi from "@pulumi/pulumi";
import {
  appSyncWarning,
  dynamicModule,
  dynamicTypes,
  type ConnectorRemoval,
  type WhenNotConnected,
} from "../../domain";
import { thinProvider } from "../thin-provider";
import { warnInEveryRun } from "../warning";

/** Use of the partner's data on Android. Leave the block out to switch Android off. */
export interface AndroidConnectorArgs {
  /** Use the partner's data in Android compliance. Default: true. Intune: Connect Android devices. */
  enabled?: pulumi.Input<boolean>;
  /** Treat an Android device as not compliant until the partner has reported about it. Default: true. */
  blockWhenPartnerDataMissing?: pulumi.Input<boolean>;
  /** Use the partner's data in Android app protection policies. Intune takes one partner a platform. Default: false. */
  appProtection?: pulumi.Input<boolean>;
}

/** Use of the partner's data on iOS and iPadOS. Leave the block out to switch iOS off. */
export interface IosConnectorArgs {
  /** Use the partner's data in iOS compliance. Default: true. Intune: Connect iOS devices. */
  enabled?: pulumi.Input<boolean>;
  /** Treat an iOS device as not compliant until the partner has reported about it. Default: true. */
  blockWhenPartnerDataMissing?: pulumi.Input<boolean>;
  /** Use the partner's data in iOS app protection policies. Intune takes one partner a platform. Default: false. */
  appProtection?: pulumi.Input<boolean>;
  /** Let the partner ask Intune for the apps on iOS devices; while it is off, every run warns. Default: true. Intune: Enable App
   *  Sync for iOS devices. */
  appSync?: pulumi.Input<boolean>;
  /** Send the full app inventory of personally owned iOS devices. Default: false. */
  personalAppInventory?: pulumi.Input<boolean>;
}

export interface IntuneMtdConnectorArgs {
  /** Partner by name, as Intune shows it. Default: `Lookout for Work`. Changing it replaces the resource: the old
   *  partner's connector is removed as `onRemoval` says. Source: domain/mtd-partners.ts */
  partner?: pulumi.Input<string>;
  /** The partner's connector id, a GUID, where the name's id does not hold (a national cloud). Changing it replaces. */
  partnerId?: pulumi.Input<string>;
  /** Android. Default: switched off. */
  android?: pulumi.Input<AndroidConnectorArgs>;
  /** iOS and iPadOS. Default: switched off. */
  ios?: pulumi.Input<IosConnectorArgs>;
  /** Treat operating system versions below the partner's minimum as not compliant. Default: true. */
  blockUnsupportedOsVersions?: pulumi.Input<boolean>;
  /** Days without a heartbeat after which Intune calls the partner unresponsive and ignores its data. Whole days, 1 or
   *  more; Microsoft documents neither limits nor default. Left out: not managed. */
  unresponsiveAfterDays?: pulumi.Input<number>;
  /** What to do while the partner has not connected: `wait` (default) until the deadline, or `continue` without it and look
   *  again at every update. */
  whenNotConnected?: pulumi.Input<WhenNotConnected>;
  /** Longest wait in minutes, above 0, up to 1440 (a day). Default: 30. */
  waitMinutes?: pulumi.Input<number>;
  /** What happens in Intune when the resource is removed: `switchOff` (default) the toggles and keep the connector, `keep`
   *  everything as it is, or `delete` the connector. */
  onRemoval?: pulumi.Input<ConnectorRemoval>;
}

// One object for all resources: serializing it is what costs.
const provider = thinProvider("IntuneMtdConnector");

/** The connector of a Mobile Threat Defense partner in Intune. The partner makes it when it connects; this resource waits
 *  for it, sets its toggles, and verifies that they hold. It uses the azuread provider's credentials and needs the
 *  application permission DeviceManagementServiceConfig.ReadWrite.All.
 *
 *  ```ts
 *  new IntuneMtdConnector("lookout", { android: {}, ios: {} });
 *  ```
 *
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-onboarding-mobilethreatdefenseconnector */
export class IntuneMtdConnector extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.IntuneMtdConnector;

  /** The connector's id in Intune. */
  declare public readonly connectorId: pulumi.Output<string>;
  /** What Intune says about the partner, such as `available`, `enabled` or `unresponsive`; null when there is no connector.
   *  Values that Microsoft adds appear as they are. */
  declare public readonly partnerState: pulumi.Output<string | null>;
  /** When the partner last reported, ISO 8601; null when it never did. */
  declare public readonly lastHeartbeat: pulumi.Output<string | null>;
  /** Whether the partner has connected and the settings are in force. False only with `whenNotConnected: continue`, or
   *  when the partner left. */
  declare public readonly connected: pulumi.Output<boolean>;

  constructor(name: string, args: IntuneMtdConnectorArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const outputs = { connectorId: undefined, partnerState: undefined, lastHeartbeat: undefined, connected: undefined };
    super(provider, name, { ...args, ...outputs }, opts, dynamicModule, "IntuneMtdConnector");

    warnInEveryRun(this, { ios: args.ios }, ({ ios }) => appSyncWarning(ios));
  }
}
