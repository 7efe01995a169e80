import * as pulumi from "@pulumi/pulumi";
import type { InstallIntent } from "../../model/mobile-app";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { StoreAppPlatform } from "./intune-store-app.schema";
import type { GroupAssignmentArgs, ObjectHandlingArgs } from "../graph-object/graph-object.args";
import { thinProvider } from "../provider/thin-provider";

export interface IntuneStoreAppArgs extends GroupAssignmentArgs, ObjectHandlingArgs {
  /** `ios`, or `android` where Android Enterprise is not used. Another one replaces the app. */
  platform: pulumi.Input<StoreAppPlatform>;
  /** The app's name in Intune. Apps are recognized by it, letter for letter. Default: `Lookout for Work`. */
  displayName?: pulumi.Input<string>;
  /** What users read about it. Default: `Lookout for Work`. */
  description?: pulumi.Input<string>;
  /** Whose app it is. Default: `Lookout`. */
  publisher?: pulumi.Input<string>;
  /** The app's https address in the App Store or in Google Play. Default: Lookout for Work's. Graph changes no app's address:
   *  another one replaces the app. */
  appStoreUrl?: pulumi.Input<string>;
  /** iOS only: the app's bundle id, which nobody publishes for Lookout for Work. Default: none. Another one replaces the app. */
  bundleId?: pulumi.Input<string>;
  /** Oldest system to install it on, such as `13.0`, of the versions that Graph knows. Default: Lookout's own minimum, `12.0` on iOS and
   *  `5.0` on Android. */
  minimumOperatingSystem?: pulumi.Input<string>;
  /** iOS only: uninstall the app when the device leaves Intune. Default: false. */
  uninstallOnDeviceRemoval?: pulumi.Input<boolean>;
  /** Display names of Intune's app categories, letter for letter. They must exist. Left out: not managed. */
  categories?: pulumi.Input<pulumi.Input<string>[]>;
  /** `required` (default; Intune installs it), `available` or `availableWithoutEnrollment`. */
  intent?: pulumi.Input<InstallIntent>;
}

const provider = thinProvider("IntuneStoreApp");

/** An app of a public store in Intune; by default Lookout for Work. Intune publishes a new app before it can be assigned, which is
 *  waited for. Needs the application permission DeviceManagementApps.ReadWrite.All.
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
  /** Whether the app existed before and was taken over. */
  declare public readonly adopted: pulumi.Output<boolean>;
  /** `notPublished`, `processing` or `published`, in Intune's words. */
  declare public readonly publishingState: pulumi.Output<string | null>;

  constructor(name: string, args: IntuneStoreAppArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = { objectId: undefined, adopted: undefined, publishingState: undefined };
    super(provider, name, { ...args, ...outputs }, opts, dynamicModule, "IntuneStoreApp");
  }
}
