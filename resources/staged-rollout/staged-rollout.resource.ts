import * as pulumi from "@pulumi/pulumi";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import { thinProvider } from "../provider/thin-provider";

/** How far the integration is rolled out. */
export interface RolloutArgs {
  /** Keys of the enrollment groups in the order in which they are protected, the pilot first. Every group is in it once. */
  rings: pulumi.Input<pulumi.Input<string>[]>;
  /** The last ring that is protected; those before it are, too. Going on to the next ring is a change of this alone. */
  reached: pulumi.Input<string>;
  /** The ring named in `reached`, to confirm that people are meant to lose protection. Refused at any other time. */
  confirmNarrowingTo?: pulumi.Input<string>;
  /** Last day on which production may be on its first ring, such as `2027-01-31`, in UTC. The policy
   *  `lookout-rollout-fits-environment` holds the rollout to it; nothing else changes on that day. Default: none. */
  pilotUntil?: pulumi.Input<string>;
}

/** The group of a ring. */
export interface RingGroupArgs {
  objectId: pulumi.Input<string>;
  displayName: pulumi.Input<string>;
}

export interface StagedRolloutArgs extends RolloutArgs {
  /** The group of each ring. */
  groups: pulumi.Input<Record<string, pulumi.Input<RingGroupArgs>>>;
}

const provider = thinProvider("StagedRollout");

/** The record of how far a rollout went, which lives in state only. It shows in a preview who becomes protected, and refuses to take
 *  protection from a group unless that is confirmed: people would not notice.
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

  /** Who is protected: each ring that was reached, with the name of its group. */
  declare public readonly protected: pulumi.Output<string[]>;

  constructor(name: string, args: StagedRolloutArgs, opts?: pulumi.CustomResourceOptions) {
    super(provider, name, { ...args, protected: undefined }, opts, dynamicModule, "StagedRollout");
  }
}
