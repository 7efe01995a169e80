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
import type { GroupAssignmentArgs, ObjectHandlingArgs } from "../graph-object/graph-object.args";
import { thinProvider } from "../provider/thin-provider";

export interface IntuneAppProtectionPolicyArgs extends GroupAssignmentArgs, ObjectHandlingArgs {
  /** `ios` or `android`. Intune changes no policy's platform: another one replaces the policy. */
  platform: pulumi.Input<AppProtectionPlatform>;
  /** The policy's name. Policies are recognized by it, letter for letter. */
  displayName: pulumi.Input<string>;
  /** A description. Left out: Intune's is not managed. */
  description?: pulumi.Input<string>;
  /** Highest threat level that Lookout may report for the apps to open: `secured` (strictest), `low`, `medium` or `high`. */
  maximumThreatLevel: pulumi.Input<DeviceThreatLevel>;
  /** What happens above it: `block` (default) bars access to the apps' work data, `wipe` removes that data. */
  remediationAction?: pulumi.Input<RemediationAction>;
  /** Whose threat level counts on devices where Microsoft Defender reports one too. Default:
   *  `thirdPartyPartnerOverDefender`, which is Lookout. `none` says nothing, and Intune then prefers Defender. */
  partnerPriority?: pulumi.Input<PartnerPriority>;
  /** On which devices: `unmanaged` (default; not enrolled), `mdm`, `androidEnterprise` or `unspecified` (all of them). */
  managementLevel?: pulumi.Input<ManagementLevel>;
  /** Which apps: `allCoreMicrosoftApps`, `allMicrosoftApps`, `allApps`, or a list of bundle ids (iOS) or package names (Android) in
   *  any order. */
  apps: pulumi.Input<ManagedAppGroup | pulumi.Input<string>[]>;
}

const provider = thinProvider("IntuneAppProtectionPolicy");

/** An Intune app protection policy that asks for a threat level from Lookout, for devices that are not enrolled. Intune's connector
 *  must have `appProtection` switched on for the platform. Uses Graph beta, the only version with these properties; needs the
 *  application permission DeviceManagementApps.ReadWrite.All. What else a policy of that name holds is left as it is.
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

  /** The policy's id in Intune; it starts with `T_` and is no GUID. */
  declare public readonly objectId: pulumi.Output<string>;
  /** Whether the policy existed before and was taken over. */
  declare public readonly adopted: pulumi.Output<boolean>;

  constructor(name: string, args: IntuneAppProtectionPolicyArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      { ...args, objectId: undefined, adopted: undefined },
      opts,
      dynamicModule,
      "IntuneAppProtectionPolicy",
    );
  }
}
