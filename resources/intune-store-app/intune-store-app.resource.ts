import * as pulumi from "@pulumi/pulumi";
import type { InstallIntent } from "../../model/mobile-app";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { StoreAppPlatform } from "./intune-store-app.schema";
import {
  withOwner,
  type GroupAssignmentArgs,
  type ObjectHandlingArgs,
  type OwnedObjectArgs,
} from "../graph-object/graph-object.args";
import { removalOutputs } from "../provider/removal-outputs";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

export interface IntuneStoreAppArgs extends GroupAssignmentArgs, ObjectHandlingArgs, OwnedObjectArgs {
  /** `ios`, or `android` if you do not use Android Enterprise. Changing it replaces the app. */
  platform: pulumi.Input<StoreAppPlatform>;
  /** The app's name in Intune. An existing app is identified by its exact name. Default: `Lookout for Work`. 1 to 256
   *  characters (this package's bound, Microsoft documents none). Without `adopt`, characters that nobody sees are
   *  refused. */
  displayName?: pulumi.Input<string>;
  /** The description that users see, up to 10,000 characters (this package's bound). Default: `Lookout for Work`. */
  description?: pulumi.Input<string>;
  /** The publisher that users see. Default: `Lookout`. */
  publisher?: pulumi.Input<string>;
  /** The app's https address in the App Store or Google Play. Default: Lookout for Work's address. Changing it
   *  replaces the app, because Graph cannot update it. */
  appStoreUrl?: pulumi.Input<string>;
  /** iOS only: the app's bundle id. Lookout does not publish the one of Lookout for Work. Default: none. Changing it
   *  replaces the app. */
  bundleId?: pulumi.Input<string>;
  /** Oldest operating system version, such as `13.0`, from the versions that Graph supports. Default: Lookout's
   *  minimum, `12.0` on iOS and `5.0` on Android. */
  minimumOperatingSystem?: pulumi.Input<string>;
  /** iOS only: uninstall the app when the device leaves Intune. Default: false. */
  uninstallOnDeviceRemoval?: pulumi.Input<boolean>;
  /** Exact display names of existing app categories in Intune. Default: not managed. */
  categories?: pulumi.Input<pulumi.Input<string>[]>;
  /** `required` (default; Intune installs it), `available` or `availableWithoutEnrollment`. */
  intent?: pulumi.Input<InstallIntent>;
}

const provider = thinProvider("IntuneStoreApp");

/** An app from a public store in Intune; by default Lookout for Work. Intune must publish a new app before it can be
 *  assigned, so the creation waits for that. Needs the application permission DeviceManagementApps.ReadWrite.All.
 *
 *  ```ts
 *  new IntuneStoreApp("lookout-ios", { platform: "ios", includedGroupIds: [pilot.objectId] });
 *  ```
 *
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-apps-iosstoreapp */
export class IntuneStoreApp extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.IntuneStoreApp;

  /** The app's id in Intune. */
  declare public readonly objectId: pulumi.Output<string>;
  /** Whether the app existed before and was adopted. */
  declare public readonly adopted: pulumi.Output<boolean>;
  /** `notPublished`, `processing` or `published`, in Intune's words. */
  declare public readonly publishingState: pulumi.Output<string | null>;
  /** Id of the Entra tenant in which the object is. */
  declare public readonly tenantId: pulumi.Output<string>;
  /** What removing this resource does in Intune, in words. */
  declare public readonly removalEffect: pulumi.Output<string>;

  constructor(name: string, args: IntuneStoreAppArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = { objectId: undefined, adopted: undefined, publishingState: undefined, ...removalOutputs };
    super(
      provider,
      name,
      withSecretPaths({ ...withOwner("IntuneStoreApp", name, args), ...outputs }),
      opts,
      dynamicModule,
      "IntuneStoreApp",
    );
  }
}
