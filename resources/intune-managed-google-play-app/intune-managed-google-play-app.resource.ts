import * as pulumi from "@pulumi/pulumi";
import type { InstallIntent } from "../../model/mobile-app";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { AutoUpdateMode, ManagedAppRemoval, WhenAppMissing } from "./intune-managed-google-play-app.schema";
import type { GroupAssignmentArgs } from "../graph-object/graph-object.args";
import { thinProvider } from "../provider/thin-provider";

export interface IntuneManagedGooglePlayAppArgs extends GroupAssignmentArgs {
  /** The app's package. Default: `com.lookout.enterprise`, Lookout for Work. Another one replaces the resource. */
  packageId?: pulumi.Input<string>;
  /** `required` (default; Intune installs it) or `available`. */
  intent?: pulumi.Input<InstallIntent>;
  /** When the app is updated on a device: `default`, `postponed` or `priority`. Default: `default`. */
  autoUpdateMode?: pulumi.Input<AutoUpdateMode>;
  /** Replace assignments of the app that somebody else made. Default: false, which refuses and says how many there are. */
  adopt?: pulumi.Input<boolean>;
  /** What to do while Intune does not have the app: `fail` (default) and say what to click, or `continue` without it and look
   *  again at every update. */
  whenMissing?: pulumi.Input<WhenAppMissing>;
  /** What happens when the resource is removed: `unassign` (default) or `keep` the assignments. The app itself stays. */
  onRemoval?: pulumi.Input<ManagedAppRemoval>;
}

const provider = thinProvider("IntuneManagedGooglePlayApp");

/** An app for Android Enterprise, which comes to Intune from managed Google Play; by default Lookout for Work. A person approves it
 *  there: this resource looks for it, says what to click where it is missing, and assigns it. Uses Graph beta; needs the application
 *  permissions DeviceManagementApps.ReadWrite.All and DeviceManagementConfiguration.Read.All.
 *
 *  ```ts
 *  new IntuneManagedGooglePlayApp("lookout-android", { includedGroupIds: [pilot.objectId] });
 *  ```
 *
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-apps-androidmanagedstoreapp */
export class IntuneManagedGooglePlayApp extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.IntuneManagedGooglePlayApp;

  /** Whether Intune has the app and it is assigned as declared. */
  declare public readonly found: pulumi.Output<boolean>;
  /** The app's id in Intune; null while it is not there. */
  declare public readonly objectId: pulumi.Output<string | null>;

  constructor(name: string, args: IntuneManagedGooglePlayAppArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const outputs = { found: undefined, objectId: undefined };
    super(provider, name, { ...args, ...outputs }, opts, dynamicModule, "IntuneManagedGooglePlayApp");
  }
}
