import * as pulumi from "@pulumi/pulumi";
import type { FoundBefore } from "../../model/ownership";
import type { ConsoleSettingsType } from "../lookout-settings/console-settings";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

export interface StackBaselineArgs {
  /** Id of the connector in Intune that the stack is going to manage, a GUID. Default: none. */
  connectorId?: pulumi.Input<string | undefined>;
  /** Package name of the managed Google Play app that the stack is going to assign. Default: none. */
  packageId?: pulumi.Input<string>;
  /** Name of the diagnostic setting of Intune that the stack is going to manage. Default: none. */
  diagnosticSettingsName?: pulumi.Input<string>;
  /** The resources with settings of Lookout that the stack is going to manage in gateway mode: `LookoutConnector`,
   *  `LookoutEnrollmentSettings`, `LookoutNotificationPreferences`, `LookoutThreatClassifications`. Default: none. */
  gatewaySettings?: pulumi.Input<ConsoleSettingsType[] | undefined>;
}

const provider = thinProvider("StackBaseline");

/** The stack's id, and what was there before the stack wrote anything. It is created before every other resource, reads
 *  what it is asked for once, and never writes. Pass its outputs to the resources: after an interrupted run they
 *  distinguish what this stack left from what somebody else made, and removal restores what was there. Removing it does
 *  nothing.
 *
 *  It needs the application permission DeviceManagementServiceConfig.Read.All for a connector,
 *  DeviceManagementApps.Read.All for an app, and the right to read diagnostic settings in Azure for those.
 *  For settings at the gateway it needs the gateway's sign-in.
 *
 *  ```ts
 *  const baseline = new StackBaseline("baseline", { connectorId: lookoutConnectorId });
 *  new IntuneMtdConnector("lookout", { android: {}, ios: {}, foundBefore: baseline.connectorBefore });
 *  ``` */
export class StackBaseline extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.StackBaseline;

  /** A random id, a GUID. Project and stack names are not unique across backends. */
  declare public readonly stackId: pulumi.Output<string>;
  /** Id of the Entra tenant that it read. */
  declare public readonly tenantId: pulumi.Output<string>;
  /** The connector in Intune before this stack; undefined if none was named. */
  declare public readonly connectorBefore: pulumi.Output<FoundBefore>;
  /** The assignments of the managed Google Play app before this stack; undefined if none was named. */
  declare public readonly managedGooglePlayBefore: pulumi.Output<FoundBefore>;
  /** The diagnostic setting before this stack; undefined if none was named. */
  declare public readonly diagnosticSettingsBefore: pulumi.Output<FoundBefore>;

  /** Lookout's settings at the gateway before this stack, by the name of their resource; undefined if none was named. */
  declare public readonly gatewaySettingsBefore: pulumi.Output<
    Partial<Record<ConsoleSettingsType, FoundBefore>> | undefined
  >;

  constructor(name: string, args: StackBaselineArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const outputs = {
      stackId: undefined,
      tenantId: undefined,
      connectorBefore: undefined,
      managedGooglePlayBefore: undefined,
      diagnosticSettingsBefore: undefined,
      gatewaySettingsBefore: undefined,
    };
    super(provider, name, withSecretPaths({ ...args, ...outputs }), opts, dynamicModule, "StackBaseline");
  }
}
