import * as pulumi from "@pulumi/pulumi";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { GroupAssignmentArgs, ObjectHandlingArgs } from "../graph-object/graph-object.args";
import { thinProvider } from "../provider/thin-provider";

export interface IntuneIosAppConfigurationArgs extends GroupAssignmentArgs, ObjectHandlingArgs {
  /** The configuration's name. Configurations are recognized by it, letter for letter. */
  displayName: pulumi.Input<string>;
  /** A description. Left out: Intune's is not managed. */
  description?: pulumi.Input<string>;
  /** Ids in Intune of the apps that it configures, in any order. */
  appIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The dictionary that the app reads. Lookout documents one key, `DeviceUniqueIdentifier`; what it needs beyond that, its
   *  support says. Intune's tokens, such as `{{serialnumber}}`, are texts. Make a value that is secret a Pulumi secret. */
  configuration: pulumi.Input<Record<string, pulumi.Input<string | number | boolean>>>;
}

const provider = thinProvider("IntuneIosAppConfiguration");

/** The configuration of an iOS app on enrolled devices. Needs the application permission DeviceManagementApps.ReadWrite.All.
 *
 *  ```ts
 *  new IntuneIosAppConfiguration("lookout-ios-configuration", {
 *    displayName: "Lookout for Work - iOS",
 *    appIds: [app.objectId],
 *    configuration: { DeviceUniqueIdentifier: "{{serialnumber}}" },
 *    includedGroupIds: [pilot.objectId],
 *  });
 *  ```
 *
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-apps-iosmobileappconfiguration */
export class IntuneIosAppConfiguration extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.IntuneIosAppConfiguration;

  /** The configuration's id in Intune. */
  declare public readonly objectId: pulumi.Output<string>;
  /** Whether the configuration existed before and was taken over. */
  declare public readonly adopted: pulumi.Output<boolean>;

  constructor(name: string, args: IntuneIosAppConfigurationArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = { objectId: undefined, adopted: undefined };
    super(provider, name, { ...args, ...outputs }, opts, dynamicModule, "IntuneIosAppConfiguration");
  }
}
