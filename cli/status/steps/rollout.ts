import { describeWrongGroup } from "pulumi-lookout-intune/internal/console/evidence/enrollment-groups";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import {
  ringsReached,
  type StagedRolloutSettings,
} from "pulumi-lookout-intune/internal/resources/staged-rollout/staged-rollout.schema";
import { notInStack, outputsOf, remembered, resourcesOf, type StatusFacts } from "../facts";
import { readGroupsFirst, sightOf } from "../group-sight";
import { step, type Step } from "../step";

/** Step 6: test group first, then everyone. Lookout finds a group by its name, letter for letter. */
export function judgeRollout(facts: StatusFacts): Step {
  const rollout = step("rollout");
  const [record] = resourcesOf(facts, "StagedRollout");
  if (record === undefined) {
    return rollout.unknown(
      "Declare a rollout, or look at the groups that are assigned.",
      notInStack(facts, "The stack has no staged rollout."),
    );
  }
  const settings = outputsOf(record) as unknown as StagedRolloutSettings;
  const reached = ringsReached(settings);
  const rings = settings.rings.flatMap((ring) => {
    const group = settings.groups[ring];
    if (group === undefined) return [];
    const { objectId, displayName: declared } = group;
    return [{ ring, objectId, declared, sight: sightOf(facts, objectId) }];
  });
  const gone = rings.filter(({ sight }) => sight.is === "gone");
  if (gone.length > 0) {
    return rollout.failing("Run pulumi refresh, then pulumi up.", ...gone.map(({ sight }) => sight.evidence));
  }
  const renamed = rings.flatMap(({ ring, objectId, declared, sight }) => {
    if (sight.name === undefined || !reached.includes(ring)) return [];
    const wrong = describeWrongGroup({ objectId, givenName: declared, displayName: sight.name });
    return wrong === undefined ? [] : [{ fix: wrong.fix, evidence: { ...sight.evidence, text: wrong.what } }];
  });
  const [first] = renamed;
  if (first !== undefined) return rollout.failing(first.fix, ...renamed.map(({ evidence }) => evidence));
  const inReach = rings.filter(({ ring }) => reached.includes(ring));
  const unseen = inReach.filter(({ sight }) => sight.is === "unseen");
  if (unseen.length > 0) {
    return rollout.unknown(readGroupsFirst, ...unseen.map(({ sight }) => sight.evidence));
  }
  const progress = remembered(
    record,
    `${reached.length} of ${settings.rings.length} rings are protected: ${reached.join(", ")}`,
  );
  const empty = inReach.filter(({ sight }) => sight.is === "empty");
  if (empty.length > 0) {
    const toDo = "Put users into the group, directly and not through another group; a few test users first.";
    return rollout.waiting(people.groupOwners, toDo, progress, ...empty.map(({ sight }) => sight.evidence));
  }
  const evidence = [progress, ...inReach.map(({ sight }) => sight.evidence)];
  const next = settings.rings[reached.length];
  if (next === undefined) return rollout.done(...evidence);
  const toDo = `When the rings so far are fine, set lookout-intune:rollout.reached to ${next}; the preview shows whom it protects.`;
  return rollout.waiting(people.rollout, toDo, ...evidence);
}

/** The object ids of the groups that the rollout names. */
export function rolloutGroupIds(facts: Pick<StatusFacts, "resources">): string[] {
  return facts.resources
    .filter(({ type }) => type === "StagedRollout")
    .flatMap(({ stored }) => Object.values((stored.outputs as unknown as StagedRolloutSettings).groups))
    .map(({ objectId }) => objectId);
}
