import * as pulumi from "@pulumi/pulumi";
import type { DeviceThreatLevel } from "../../model/device-threat-level";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { ComplianceAction, CompliancePlatform } from "./intune-compliance-policy.schema";
import type { GroupAssignmentArgs, ObjectHandlingArgs } from "../graph-object/graph-object.args";
import { thinProvider } from "../provider/thin-provider";

/** One thing that Intune does about a device that is not compliant. */
export interface NoncomplianceActionArgs {
  /** `block` (marks the device as not compliant), `notification` (mail), `pushNotification`, or `retire` (adds it to the list
   *  from which an administrator retires devices). */
  action: pulumi.Input<ComplianceAction>;
  /** Hours from the finding to the action, whole, 0 to 8760. */
  graceHours: pulumi.Input<number>;
  /** Id (a GUID) of the notification message template in Intune. With `notification` only, and needed there. */
  notificationTemplateId?: pulumi.Input<string>;
  /** Object ids of groups that get a copy of the mail. With `notification` only. */
  copyToGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
}

export interface IntuneCompliancePolicyArgs extends GroupAssignmentArgs, ObjectHandlingArgs {
  /** `ios`, `androidWorkProfile` (personal devices) or `androidDeviceOwner` (fully managed, dedicated, company-owned work
   *  profile; Graph beta). Intune changes no policy's platform: another one replaces the policy. */
  platform: pulumi.Input<CompliancePlatform>;
  /** The policy's name. Policies are recognized by it, letter for letter. */
  displayName: pulumi.Input<string>;
  /** A description. Left out: Intune's is not managed. */
  description?: pulumi.Input<string>;
  /** Highest threat level that Lookout may report for a device to be compliant: `secured` (strictest), `low`, `medium` or `high`. */
  maximumThreatLevel: pulumi.Input<DeviceThreatLevel>;
  /** What Intune does about devices that are not compliant, with exactly one `block`, in any order. Default: `block` at once. */
  actionsForNoncompliance?: pulumi.Input<pulumi.Input<NoncomplianceActionArgs>[]>;
}

const provider = thinProvider("IntuneCompliancePolicy");

/** An Intune compliance policy that asks for a threat level from Lookout. Assign it to groups of users: the threat level has no
 *  effect for groups of devices, which are refused. Needs the application permissions
 *  DeviceManagementConfiguration.ReadWrite.All and Group.Read.All. What else a policy of that name holds is left as it is.
 *
 *  ```ts
 *  new IntuneCompliancePolicy("lookout-ios", {
 *    platform: "ios",
 *    displayName: "Lookout - iOS",
 *    maximumThreatLevel: "low",
 *    includedGroupIds: [pilot.objectId],
 *  });
 *  ```
 *
 *  Source: https://learn.microsoft.com/mem/intune/protect/mtd-device-compliance-policy-create */
export class IntuneCompliancePolicy extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.IntuneCompliancePolicy;

  /** The policy's id in Intune. */
  declare public readonly objectId: pulumi.Output<string>;
  /** Whether the policy existed before and was taken over. */
  declare public readonly adopted: pulumi.Output<boolean>;

  constructor(name: string, args: IntuneCompliancePolicyArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      { ...args, objectId: undefined, adopted: undefined },
      opts,
      dynamicModule,
      "IntuneCompliancePolicy",
    );
  }
}
