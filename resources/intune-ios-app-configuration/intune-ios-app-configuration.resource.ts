import * as pulumi from "@pulumi/pulumi";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import {
  withOwner,
  type GroupAssignmentArgs,
  type ObjectHandlingArgs,
  type OwnedObjectArgs,
} from "../graph-object/graph-object.args";
import { removalOutputs } from "../provider/removal-outputs";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

export interface IntuneIosAppConfigurationArgs extends GroupAssignmentArgs, ObjectHandlingArgs, OwnedObjectArgs {
  /** The configuration's name. An existing configuration is identified by its exact name. 1 to 256 characters (this
   *  package's bound, Microsoft documents none). Without `adopt`, characters that nobody sees are refused. */
  displayName: pulumi.Input<string>;
  /** A description, up to 10,000 characters (this package's bound). Default: not managed. */
  description?: pulumi.Input<string>;
  /** Ids in Intune of the apps to configure, in any order. */
  appIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The dictionary that the app reads. Lookout documents one key, `DeviceUniqueIdentifier`; ask Lookout's support
   *  about others. Intune's tokens, such as `{{serialnumber}}`, are strings. Make secret values Pulumi secrets. */
  configuration: pulumi.Input<Record<string, pulumi.Input<string | number | boolean>>>;
}

const provider = thinProvider("IntuneIosAppConfiguration");

/** Configures an iOS app on enrolled devices. Needs the application permission DeviceManagementApps.ReadWrite.All.
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
  /** Whether the configuration existed before and was adopted. */
  declare public readonly adopted: pulumi.Output<boolean>;
  /** Id of the Entra tenant in which the object is. */
  declare public readonly tenantId: pulumi.Output<string>;
  /** What removing this resource does in Intune, in words. */
  declare public readonly removalEffect: pulumi.Output<string>;

  constructor(name: string, args: IntuneIosAppConfigurationArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = { objectId: undefined, adopted: undefined, ...removalOutputs };
    super(
      provider,
      name,
      withSecretPaths({ ...withOwner("IntuneIosAppConfiguration", name, args), ...outputs }),
      opts,
      dynamicModule,
      "IntuneIosAppConfiguration",
    );
  }
}
