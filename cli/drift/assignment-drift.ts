import { dynamicTypeOf } from "pulumi-lookout-intune/internal/model/resource-types";
import { describeNarrowAssignment, findNarrowAssignments } from "../live/rollout-assignments";
import type { StackResource } from "../stack/stack-state";
import { comparedTypes } from "./directory-drift";
import { nameOf } from "../live/live-resources";
import type { DriftEntry } from "./drift-entry";

/** Finds resources that are declared for fewer groups than the record of the rollout protects. They can be exactly as
 *  declared, so no other comparison shows it. */
export function assignmentDrift(resources: readonly StackResource[]): DriftEntry[] {
  return findNarrowAssignments(resources, ({ inputs }) => inputs).map((narrow): DriftEntry => {
    const { resource } = narrow;
    const ours = dynamicTypeOf(resource.type);
    const type = ours ?? comparedTypes[resource.type]?.type ?? resource.type;
    return {
      resource: resource.name,
      type,
      title: `Assignment of ${type} ${nameOf(resource)}`,
      id: resource.id ?? null,
      side: ours?.startsWith("Lookout") === true ? "Lookout" : "Microsoft",
      verdict: "differs",
      differences: [],
      evidence: [`${describeNarrowAssignment(narrow)}. Run pulumi up without --target and --exclude.`],
    };
  });
}
