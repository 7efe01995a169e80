import * as pulumi from "@pulumi/pulumi";
import {
  findRolloutProblem,
  ringsReached,
  rolloutSchema,
  type Rollout,
} from "../resources/staged-rollout/staged-rollout.schema";
import { StagedRollout, type RolloutArgs } from "../resources/staged-rollout/staged-rollout.resource";
import { checkedInput, componentError, type ComponentContext } from "./component-error";
import type { EnrollmentGroup } from "./enrollment-group";

/** The rings that the rollout has reached, for all resources that depend on it. */
export interface ReachedRings {
  /** All resources that depend on the rings depend on this one, because it refuses a rollout that removes protection. */
  readonly record: StagedRollout;
  /** Keys of the rings that are protected, the pilot first. */
  readonly keys: pulumi.Output<string[]>;
  /** Key of the next ring; undefined when all rings are protected. */
  readonly next: pulumi.Output<string | undefined>;
  /** Object ids of their groups. */
  readonly groupIds: pulumi.Output<string[]>;
  /** Display names of their groups. */
  readonly groupNames: pulumi.Output<string[]>;
  /** Object id and display name of each group. */
  readonly groups: pulumi.Output<{ readonly objectId: string; readonly displayName: string }[]>;
}

/** Declares the StagedRollout resource. With a single enrollment group you do not need to declare rings. */
export function declareRollout(
  context: ComponentContext,
  rollout: RolloutArgs | undefined,
  enrollment: Readonly<Record<string, EnrollmentGroup>>,
): ReachedRings {
  const settings = checkedRollout(context, rollout, Object.keys(enrollment));
  const record = new StagedRollout(
    `${context.name}-rollout`,
    {
      rings: settings.rings,
      reached: settings.reached,
      ...(rollout?.confirmNarrowingTo === undefined ? {} : { confirmNarrowingTo: rollout.confirmNarrowingTo }),
      ...(rollout?.pilotUntil === undefined ? {} : { pilotUntil: rollout.pilotUntil }),
      groups: Object.fromEntries(
        Object.entries(enrollment).map(([key, { objectId, displayName }]) => [key, { objectId, displayName }]),
      ),
    },
    { parent: context.resource },
  );
  const keys = settings.apply(ringsReached);
  // Only the reached groups: a group that is not created yet must not make the others unknown in a preview.
  const ofReached = <T>(valueOf: (group: EnrollmentGroup) => pulumi.Output<T>) =>
    keys.apply((rings) =>
      pulumi.all(rings.flatMap((ring) => (enrollment[ring] === undefined ? [] : [valueOf(enrollment[ring])]))),
    );
  return {
    record,
    keys,
    next: pulumi.all([settings, keys]).apply(([{ rings }, reached]) => rings[reached.length]),
    groupIds: ofReached((group) => group.objectId),
    groupNames: ofReached((group) => group.displayName),
    groups: ofReached(({ objectId, displayName }) => pulumi.output({ objectId, displayName })),
  };
}

function checkedRollout(
  context: ComponentContext,
  rollout: RolloutArgs | undefined,
  groupKeys: readonly string[],
): pulumi.Output<Rollout> {
  const refuseMismatch = (settings: Pick<Rollout, "rings"> | undefined) => {
    const problem = findRolloutProblem(groupKeys, settings);
    if (problem !== undefined) throw componentError(context, `rollout: ${problem}.`);
  };
  if (rollout === undefined) {
    refuseMismatch(undefined);
    const [only = ""] = groupKeys;
    return pulumi.output({ rings: [only], reached: only });
  }
  return checkedInput(context, "rollout", rolloutSchema, { ...rollout }).apply((settings) => {
    refuseMismatch(settings);
    return settings;
  });
}
