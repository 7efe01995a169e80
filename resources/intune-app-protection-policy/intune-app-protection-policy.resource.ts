import * as pulumi from "@pulumi/pulumi";
import type { DeviceThreatLevel } from "../../model/device-threat-level";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type {
  AppProtectionPlatform,
  ManagedAppGroup,
  ManagementLevel,
  PartnerPriority,
  RemediationAction,
} from "./intune-app-protection-policy.schema";
import {
  withOwner,
  type GroupAssignmentArgs,
  type ObjectHandlingArgs,
  type OwnedObjectArgs,
} from "../graph-object/graph-object.args";
import { removalOutputs } from "../provider/removal-outputs";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

export interface IntuneAppProtectionPolicyArgs extends GroupAssignmentArgs, ObjectHandlingArgs, OwnedObjectArgs {
  /** `ios` or `android`. Changing it replaces the policy. */
  platform: pulumi.Input<AppProtectionPlatform>;
  /** The policy's name. An existing policy is identified by its exact name. 1 to 256 characters (this package's
   *  bound, Microsoft documents none). Without `adopt`, characters that nobody sees are refused. */
  displayName: pulumi.Input<string>;
  /** A description, up to 10,000 characters (this package's bound). Default: not managed. */
  description?: pulumi.Input<string>;
  /** Highest threat level that Lookout may report for the apps to open: `secured` (strictest), `low`, `medium` or
   *  `high`. */
  maximumThreatLevel: pulumi.Input<DeviceThreatLevel>;
  /** What happens above the maximum threat level: `block` (default) blocks access to the apps' work data, `wipe`
   *  removes that data. */
  remediationAction?: pulumi.Input<RemediationAction>;
  /** Which threat level counts if Microsoft Defender reports one too. Default: `thirdPartyPartnerOverDefender`, which
   *  is Lookout's; `defenderOverThirdPartyPartner` is Defender's. `none` sends no priority; Intune then prefers
   *  Defender. */
  partnerPriority?: pulumi.Input<PartnerPriority>;
  /** The devices that the policy applies to: `unmanaged` (default; not enrolled), `mdm`, `androidEnterprise` or
   *  `unspecified` (all). */
  managementLevel?: pulumi.Input<ManagementLevel>;
  /** The apps: `allCoreMicrosoftApps`, `allMicrosoftApps`, `allApps`, or a list of bundle ids (iOS) or package names
   *  (Android) in any order. */
  apps: pulumi.Input<ManagedAppGroup | pulumi.Input<string>[]>;
}

const provider = thinProvider("IntuneAppProtectionPolicy");

/** An Intune app protection policy that requires a threat level from Lookout, for devices that are not enrolled.
 *  Intune's connector must have `appProtection` enabled for the platform. Uses Graph beta, the only version with
 *  these properties. Needs the application permission DeviceManagementApps.ReadWrite.All. Other properties of an
 *  adopted policy are kept unchanged.
 *
 *  ```ts
 *  new IntuneAppProtectionPolicy("lookout-ios-apps", {
 *    platform: "ios",
 *    displayName: "Lookout - iOS apps",
 *    maximumThreatLevel: "low",
 *    apps: "allCoreMicrosoftApps",
 *    includedGroupIds: [pilot.objectId],
 *  });
 *  ```
 *
 *  Source: https://learn.microsoft.com/mem/intune/protect/mtd-app-protection-policy */
export class IntuneAppProtectionPolicy extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.IntuneAppProtectionPolicy;

  /** The policy's id in Intune. It starts with `T_` and is not a GUID. */
  declare public readonly objectId: pulumi.Output<string>;
  /** Whether the policy existed before and was adopted. */
  declare public readonly adopted: pulumi.Output<boolean>;
  /** Id of the Entra tenant in which the object is. */
  declare public readonly tenantId: pulumi.Output<string>;
  /** What removing this resource does in Intune, in words. */
  declare public readonly removalEffect: pulumi.Output<string>;

  constructor(name: string, args: IntuneAppProtectionPolicyArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = { objectId: undefined, adopted: undefined, ...removalOutputs };
    super(
      provider,
      name,
      withSecretPaths({ ...withOwner("IntuneAppProtectionPolicy", name, args), ...outputs }),
      opts,
      dynamicModule,
      "IntuneAppProtectionPolicy",
    );
  }
}
