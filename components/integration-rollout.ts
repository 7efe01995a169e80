import * as pulumi from "@pulumi/pulumi";
import { canonicalJson } from "../model/revision";
import { textsToHide } from "../model/secret-values";
import {
  findRolloutProblem,
  ringsReached,
  rolloutSchema,
  type RingGroup,
  type Rollout,
} from "../resources/staged-rollout/staged-rollout.schema";
import {
  StagedRollout,
  type RingGroupArgs,
  type RolloutArgs,
} from "../resources/staged-rollout/staged-rollout.resource";
import { warnHiding } from "../resources/provider/warning";
import { checkedInput, componentError, whenKnown, type ComponentContext } from "./component-error";
import type { IntegrationContext } from "./integration-tenant";
import type { EnrollmentGroup } from "./enrollment-group";

/** The rings that the rollout has reached, for all resources that depend on it. They are outputs of the record: an update
 *  that leaves the record out, as with `--exclude`, then assigns everything to the same groups as before. */
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
  readonly groups: pulumi.Output<RingGroup[]>;
}

/** Declares the StagedRollout resource. With a single enrollment group you do not need to declare rings. */
export function declareRollout(
  context: IntegrationContext,
  rollout: RolloutArgs | undefined,
  enrollment: Readonly<Record<string, EnrollmentGroup>>,
): ReachedRings {
  const settings = checkedRollout(context, rollout, Object.keys(enrollment));
  const groups = Object.fromEntries(
    Object.entries(enrollment).map(([key, { objectId, displayName }]) => [key, { objectId, displayName }]),
  );
  const record = new StagedRollout(
    `${context.name}-rollout`,
    {
      rings: settings.rings,
      reached: settings.reached,
      ...(rollout?.confirmNarrowingTo === undefined ? {} : { confirmNarrowingTo: rollout.confirmNarrowingTo }),
      ...(rollout?.pilotUntil === undefined ? {} : { pilotUntil: rollout.pilotUntil }),
      groups,
    },
    { parent: context.resource, dependsOn: context.inOneTenant },
  );
  warnIfLeftOut(context, settings, groups, record);
  const { rings } = record;
  const keys = pulumi.all([rings, record.reached]).apply(([all, reached]) => ringsReached({ rings: all, reached }));
  const ofReached = <T>(valueOf: (group: pulumi.Output<RingGroup>) => pulumi.Output<T>) =>
    keys.apply((reached) => pulumi.all(reached.map((ring) => valueOf(recordedGroup(context, record, ring)))));
  return {
    record,
    keys,
    next: pulumi.all([rings, keys]).apply(([all, reached]) => all[reached.length]),
    groupIds: ofReached(({ objectId }) => objectId),
    groupNames: ofReached(({ displayName }) => displayName),
    groups: ofReached((group) => group),
  };
}

/** Returns the recorded group of a ring. A property of an output stays known in a preview while others of the output are
 *  unknown, so a ring whose group is not created yet leaves the others known. */
function recordedGroup(context: ComponentContext, { groups }: StagedRollout, ring: string): pulumi.Output<RingGroup> {
  // An output's own members, such as `apply`, hide the ring of that name.
  const lifted = ring in groups ? undefined : groups[ring];
  return (
    lifted ??
    groups.apply((all) => {
      const group = all[ring];
      if (group === undefined) throw componentError(context, `rollout: the ring ${ring} has no group in the record.`);
      return group;
    })
  );
}

/** Warns if the update leaves the record out, because everything then keeps the recorded groups. */
function warnIfLeftOut(
  { kind, name, resource }: ComponentContext,
  settings: pulumi.Output<Rollout>,
  groups: Readonly<Record<string, RingGroupArgs>>,
  record: StagedRollout,
): void {
  const recorded = { rings: record.rings, reached: record.reached, groups: record.groups };
  whenKnown(pulumi.all([settings, groups, recorded]), async ([{ rings, reached }, declaredGroups, before], hidden) => {
    if (canonicalJson({ rings, reached, groups: declaredGroups }) === canonicalJson(before)) return;
    const text =
      `${kind} "${name}": this update leaves out the record of the rollout, so everything that follows the rollout stays ` +
      `with the recorded groups, of ${ringsReached(before).join(", ")}. Run pulumi up without --exclude and --target ` +
      "to apply the declared rollout.";
    await warnHiding(resource, text, textsToHide(hidden));
  });
}

function checkedRollout(
  context: ComponentContext,
  rollout: RolloutArgs | undefined,
  groupKeys: readonly string[],
): pulumi.Output<Rollout> {
  const refuseMismatch = (settings: Pick<Rollout, "rings"> | undefined, hidden: readonly unknown[] = []) => {
    const problem = findRolloutProblem(groupKeys, settings);
    if (problem !== undefined) throw componentError(context, `rollout: ${problem}.`, hidden);
  };
  if (rollout === undefined) {
    refuseMismatch(undefined);
    const [only = ""] = groupKeys;
    return pulumi.output({ rings: [only], reached: only });
  }
  return whenKnown(checkedInput(context, "rollout", rolloutSchema, { ...rollout }), (settings, hidden) => {
    refuseMismatch(settings, hidden);
    return settings;
  });
}
