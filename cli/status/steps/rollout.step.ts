import { describeWrongGroup } from "pulumi-lookout-intune/internal/console/evidence/enrollment-groups";
import { dynamicTypes } from "pulumi-lookout-intune/internal/model/resource-types";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import {
  ringsReached,
  type StagedRolloutSettings,
} from "pulumi-lookout-intune/internal/resources/staged-rollout/staged-rollout.schema";
import { describeNarrowAssignment, findNarrowAssignments } from "../../live/rollout-assignments";
import { lookupValue } from "../../live/lookup-result";
import type { StackResource, Values } from "../../stack/stack-state";
import { notInStack, observedNow, outputsOf, remembered, resourcesOf, type StatusInputs } from "../inputs";
import { readGroupsFirst, observationOf } from "../group-observation";
import { step, type Evidence, type Step } from "../step";

/** Step 6: the test group first, then everyone. Lookout finds a group by its exact name. */
export function evaluateRollout(inputs: StatusInputs): Step {
  const rollout = step("rollout");
  const [record] = resourcesOf(inputs, "StagedRollout");
  if (record === undefined) {
    return rollout.unknown(
      "Declare a rollout, or check the assigned groups.",
      notInStack(inputs, "The stack has no staged rollout."),
    );
  }
  const settings = outputsOf(record) as unknown as StagedRolloutSettings;
  const reached = ringsReached(settings);
  const rings = settings.rings.flatMap((ring) => {
    const group = settings.groups[ring];
    if (group === undefined) return [];
    const { objectId, displayName: declared } = group;
    return [{ ring, objectId, declared, observation: observationOf(inputs, objectId) }];
  });
  const gone = rings.filter(({ observation }) => observation.is === "gone");
  if (gone.length > 0) {
    return rollout.failing(
      "Run pulumi refresh, then pulumi up.",
      ...gone.map(({ observation }) => observation.evidence),
    );
  }
  const renamed = rings.flatMap(({ ring, objectId, declared, observation }) => {
    if (observation.name === undefined || !reached.includes(ring)) return [];
    const wrong = describeWrongGroup({ objectId, givenName: declared, displayName: observation.name });
    return wrong === undefined ? [] : [{ fix: wrong.fix, evidence: { ...observation.evidence, text: wrong.what } }];
  });
  const [first] = renamed;
  if (first !== undefined) return rollout.failing(first.fix, ...renamed.map(({ evidence }) => evidence));
  const narrow = narrowAssignments(inputs);
  if (narrow.length > 0) return rollout.failing("Run pulumi up without --target and --exclude.", ...narrow);
  const inReach = rings.filter(({ ring }) => reached.includes(ring));
  const unseen = inReach.filter(({ observation }) => observation.is === "unread");
  if (unseen.length > 0) {
    return rollout.unknown(readGroupsFirst, ...unseen.map(({ observation }) => observation.evidence));
  }
  const progress = remembered(
    record,
    `${reached.length} of ${settings.rings.length} rings are protected: ${reached.join(", ")}`,
  );
  const empty = inReach.filter(({ observation }) => observation.is === "empty");
  if (empty.length > 0) {
    const toDo = "Put users into the group, directly and not through another group; a few test users first.";
    return rollout.waiting(people.groupOwners, toDo, progress, ...empty.map(({ observation }) => observation.evidence));
  }
  const evidence = [progress, ...inReach.map(({ observation }) => observation.evidence)];
  const next = settings.rings[reached.length];
  if (next === undefined) return rollout.done(...evidence);
  const toDo = `When the current rings work, set lookout-intune:rollout.reached to ${next}; the preview shows whom it protects.`;
  return rollout.waiting(people.rollout, toDo, ...evidence);
}

/** What is assigned to fewer groups than the record protects. */
function narrowAssignments(inputs: StatusInputs): Evidence[] {
  const live = new Map(inputs.resources.map((resource) => [resource.stored, resource]));
  const actual = (resource: StackResource): Values | undefined => {
    const ours = live.get(resource);
    return ours === undefined ? lookupValue(inputs.policies.get(resource.urn)) : lookupValue(ours.actual)?.outputs;
  };
  const resources = [...new Set([...inputs.stack.resources, ...live.keys()])];
  return findNarrowAssignments(resources, (resource) => actual(resource) ?? resource.inputs).map((narrow) => {
    const { resource } = narrow;
    const text = `${resource.name}: ${describeNarrowAssignment(narrow)}`;
    const fromGraph = actual(resource) !== undefined && resource.type !== dynamicTypes.LookoutConnector;
    return fromGraph
      ? observedNow(inputs, "Microsoft Graph", text)
      : { text, from: "stack", at: resource.modifiedAt ?? null };
  });
}

/** Object ids of the groups in the rollout. */
export function rolloutGroupIds(inputs: Pick<StatusInputs, "resources">): string[] {
  return inputs.resources
    .filter(({ type }) => type === "StagedRollout")
    .flatMap(({ stored }) => Object.values((stored.outputs as unknown as StagedRolloutSettings).groups))
    .map(({ objectId }) => objectId);
}
