import * as pulumi from "@pulumi/pulumi";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";
import type { RingGroup } from "./staged-rollout.schema";

/** How far the integration is rolled out. */
export interface RolloutArgs {
  /** Keys of the enrollment groups in the order in which they are protected, the pilot first. List every group once. */
  rings: pulumi.Input<pulumi.Input<string>[]>;
  /** The last protected ring; all rings before it are protected too. To go on to the next ring, change only this. */
  reached: pulumi.Input<string>;
  /** The ring in `reached`, to confirm that people may lose protection. At any other time, it is an error. */
  confirmNarrowingTo?: pulumi.Input<string>;
  /** Last day on which production may be on its first ring, such as `2027-01-31`, in UTC. The policy
   *  `lookout-rollout-fits-environment` enforces it. Default: none. */
  pilotUntil?: pulumi.Input<string>;
}

/** The group of a ring. */
export interface RingGroupArgs {
  /** Object id of the group, a GUID. */
  objectId: pulumi.Input<string>;
  /** The group's exact display name, 1 to 256 characters. */
  displayName: pulumi.Input<string>;
}

export interface StagedRolloutArgs extends RolloutArgs {
  /** The group of each ring, by key. */
  groups: pulumi.Input<Record<string, pulumi.Input<RingGroupArgs>>>;
}

const provider = thinProvider("StagedRollout");

/** The record of how far a rollout went; it exists in state only. A preview shows who becomes protected. Removing
 *  protection from a group is an error unless you confirm it, because people would not notice.
 *
 *  ```ts
 *  new StagedRollout("rollout", {
 *    rings: ["pilot", "everyone"],
 *    reached: "pilot",
 *    groups: { pilot: { objectId: pilot.objectId, displayName: pilot.displayName }, everyone: { … } },
 *  });
 *  ``` */
export class StagedRollout extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.StagedRollout;

  /** Keys of the rings in their order, the pilot first, as this resource recorded them. */
  declare public readonly rings: pulumi.Output<string[]>;
  /** The last protected ring, as this resource recorded it. */
  declare public readonly reached: pulumi.Output<string>;
  /** The group of each ring, by key, as this resource recorded it. Assign what follows the rollout to these groups: an
   *  update that leaves this resource out, as with `--exclude` or `--target`, then takes protection from nobody. */
  declare public readonly groups: pulumi.Output<Record<string, RingGroup>>;
  /** The protected rings, each with the name of its group. */
  declare public readonly protected: pulumi.Output<string[]>;

  constructor(name: string, args: StagedRolloutArgs, opts?: pulumi.CustomResourceOptions) {
    super(provider, name, withSecretPaths({ ...args, protected: undefined }), opts, dynamicModule, "StagedRollout");
  }
}
