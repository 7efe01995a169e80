import * as pulumi from "@pulumi/pulumi";
import type { DeviceThreatLevel } from "../../model/device-threat-level";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import type { ComplianceAction, CompliancePlatform } from "./intune-compliance-policy.schema";
import {
  withOwner,
  type GroupAssignmentArgs,
  type ObjectHandlingArgs,
  type OwnedObjectArgs,
} from "../graph-object/graph-object.args";
import { removalOutputs } from "../provider/removal-outputs";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

/** An action for noncompliant devices. */
export interface NoncomplianceActionArgs {
  /** `block` (marks the device noncompliant), `notification` (email), `pushNotification`, or `retire` (adds it to
   *  the list from which an administrator retires devices). */
  action: pulumi.Input<ComplianceAction>;
  /** Hours between the detection and the action, a whole number from 0 to 8760. */
  graceHours: pulumi.Input<number>;
  /** Id (a GUID) of the notification message template in Intune. Required for `notification`, and only allowed there. */
  notificationTemplateId?: pulumi.Input<string>;
  /** Object ids (GUIDs) of groups that get a copy of the email. Only allowed for `notification`. */
  copyToGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
}

export interface IntuneCompliancePolicyArgs extends GroupAssignmentArgs, ObjectHandlingArgs, OwnedObjectArgs {
  /** `ios`, `androidWorkProfile` (personal devices) or `androidDeviceOwner` (fully managed, dedicated, company-owned
   *  work profile; Graph beta). Changing it replaces the policy. */
  platform: pulumi.Input<CompliancePlatform>;
  /** The policy's name. An existing policy is identified by its exact name. 1 to 256 characters (this package's
   *  bound, Microsoft documents none). Without `adopt`, characters that nobody sees are refused. */
  displayName: pulumi.Input<string>;
  /** A description, up to 10,000 characters (this package's bound). Default: not managed. */
  description?: pulumi.Input<string>;
  /** Highest threat level that Lookout may report for a device to be compliant: `secured` (strictest), `low`, `medium` or `high`. */
  maximumThreatLevel: pulumi.Input<DeviceThreatLevel>;
  /** Actions for noncompliant devices, with exactly one `block`, in any order. Default: `block` immediately. */
  actionsForNoncompliance?: pulumi.Input<pulumi.Input<NoncomplianceActionArgs>[]>;
}

const provider = thinProvider("IntuneCompliancePolicy");

/** An Intune compliance policy that requires a threat level from Lookout. Assign it to groups of users: the threat
 *  level has no effect for groups of devices, which are refused. Needs the application permissions
 *  DeviceManagementConfiguration.ReadWrite.All and Group.Read.All. Other properties of an adopted policy are kept
 *  unchanged.
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
  /** Whether the policy existed before and was adopted. */
  declare public readonly adopted: pulumi.Output<boolean>;
  /** Id of the Entra tenant in which the object is. */
  declare public readonly tenantId: pulumi.Output<string>;
  /** What removing this resource does in Intune, in words. */
  declare public readonly removalEffect: pulumi.Output<string>;

  constructor(name: string, args: IntuneCompliancePolicyArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = { objectId: undefined, adopted: undefined, ...removalOutputs };
    super(
      provider,
      name,
      withSecretPaths({ ...withOwner("IntuneCompliancePolicy", name, args), ...outputs }),
      opts,
      dynamicModule,
      "IntuneCompliancePolicy",
    );
  }
}
