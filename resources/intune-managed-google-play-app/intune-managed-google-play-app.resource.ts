import * as pulumi from "@pulumi/pulumi";
import type { InstallIntent } from "../../model/mobile-app";
import type { FoundBefore } from "../../model/ownership";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { AutoUpdateMode, ManagedAppRemoval, WhenAppMissing } from "./intune-managed-google-play-app.schema";
import type { GroupAssignmentArgs } from "../graph-object/graph-object.args";
import { removalOutputs } from "../provider/removal-outputs";
import { adoptionInput } from "../provider/adoption-input";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

export interface IntuneManagedGooglePlayAppArgs extends GroupAssignmentArgs {
  /** The app's package name. Default: `com.lookout.enterprise`, Lookout for Work. Changing it replaces the resource. */
  packageId?: pulumi.Input<string>;
  /** `required` (default; Intune installs it) or `available`. `availableWithoutEnrollment` is an error, because
   *  managed Google Play serves enrolled devices only. */
  intent?: pulumi.Input<InstallIntent>;
  /** When devices update the app: `default`, `postponed` or `priority`. Default: `default`. */
  autoUpdateMode?: pulumi.Input<AutoUpdateMode>;
  /** Replace assignments that somebody else made. Default: false; existing assignments are then an error that counts
   *  them. */
  adopt?: pulumi.Input<boolean>;
  /** What to do if Intune does not have the app: `fail` (default) with the steps to approve it, or `continue` without
   *  it and search again in every update. */
  whenMissing?: pulumi.Input<WhenAppMissing>;
  /** What happens when you remove the resource: `unassign` removes every assignment, `keep` keeps them. Default: the
   *  assignments that were there before this stack are restored. The app itself stays. */
  onRemoval?: pulumi.Input<ManagedAppRemoval>;
  /** The assignments that were there before this stack, from `StackBaseline`. After an interrupted run, they distinguish
   *  the assignments of this stack from those of somebody else. Default: what the first run finds. */
  foundBefore?: pulumi.Input<FoundBefore>;
}

const provider = thinProvider("IntuneManagedGooglePlayApp");

/** An Android Enterprise app that Intune imports from managed Google Play; by default Lookout for Work. A person
 *  approves the app there. This resource finds it, lists the steps if it is missing, and assigns it. Uses Graph beta.
 *  Needs the application permissions DeviceManagementApps.ReadWrite.All and DeviceManagementConfiguration.Read.All.
 *
 *  ```ts
 *  new IntuneManagedGooglePlayApp("lookout-android", { includedGroupIds: [pilot.objectId] });
 *  ```
 *
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-apps-androidmanagedstoreapp */
export class IntuneManagedGooglePlayApp extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.IntuneManagedGooglePlayApp;

  /** Whether Intune has the app, and its assignments equal the declaration. */
  declare public readonly found: pulumi.Output<boolean>;
  /** The app's id in Intune; null if Intune does not have it. */
  declare public readonly objectId: pulumi.Output<string | null>;
  /** Id of the Entra tenant in which the object is. */
  declare public readonly tenantId: pulumi.Output<string>;
  /** What removing this resource does in Intune, in words. */
  declare public readonly removalEffect: pulumi.Output<string>;

  constructor(name: string, args: IntuneManagedGooglePlayAppArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const outputs = { found: undefined, objectId: undefined, ...removalOutputs };
    super(
      provider,
      name,
      withSecretPaths({ ...args, ...adoptionInput("IntuneManagedGooglePlayApp", args), ...outputs }),
      opts,
      dynamicModule,
      "IntuneManagedGooglePlayApp",
    );
  }
}
