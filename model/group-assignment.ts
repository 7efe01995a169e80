import { z } from "zod";
import { guidSchema } from "./identifiers";
import { inGraph } from "./managed-property";
import { canonicalJson } from "./revision";

/** Properties that say to whom an Intune object is assigned. */
export const groupAssignmentShape = {
  includedGroupIds: inGraph(
    z.array(guidSchema, { error: "the included groups are a list of object ids" }),
    "groupAssignmentTarget",
    { action: "assign" },
  ),
  excludedGroupIds: inGraph(
    z.array(guidSchema, { error: "the excluded groups are a list of object ids" }),
    "exclusionGroupAssignmentTarget",
    { action: "assign" },
  ),
} as const;

/** To whom an Intune object is assigned. */
export interface GroupAssignment {
  /** Object ids of groups whose members get it. */
  readonly includedGroupIds: readonly string[];
  /** Object ids of groups whose members do not get it, even when they are in an included one. */
  readonly excludedGroupIds: readonly string[];
}

export const groupAssignmentDefaults: GroupAssignment = { includedGroupIds: [], excludedGroupIds: [] };

/** What is wrong with an assignment as a whole, by the path to it. */
export function findAssignmentProblems(
  assignment: GroupAssignment,
): { readonly path: [keyof GroupAssignment, number]; readonly message: string }[] {
  const included = assignment.includedGroupIds.map(lower);
  const excluded = assignment.excludedGroupIds.map(lower);
  const repeated = (ids: readonly string[], property: keyof GroupAssignment) =>
    ids.flatMap((id, index) =>
      ids.indexOf(id) < index
        ? [
            {
              path: [property, index] as [typeof property, number],
              message: "this group is listed twice; list it once",
            },
          ]
        : [],
    );
  const contradicted = excluded.flatMap((id, index) =>
    included.includes(id)
      ? [
          {
            path: ["excludedGroupIds", index] as ["excludedGroupIds", number],
            message:
              "this group is included as well, and the exclusion wins, so nobody in it would be assigned; take it out of one of the lists",
          },
        ]
      : [],
  );
  return [...repeated(included, "includedGroupIds"), ...repeated(excluded, "excludedGroupIds"), ...contradicted];
}

/** A target of an assignment, as Graph has it.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-shared-deviceandappmanagementassignmenttarget */
export interface AssignmentTarget {
  readonly "@odata.type": "#microsoft.graph.groupAssignmentTarget" | "#microsoft.graph.exclusionGroupAssignmentTarget";
  readonly groupId: string;
}

const includedType = "#microsoft.graph.groupAssignmentTarget";
const excludedType = "#microsoft.graph.exclusionGroupAssignmentTarget";

/** The targets that an assignment means. */
export function toAssignmentTargets({ includedGroupIds, excludedGroupIds }: GroupAssignment): AssignmentTarget[] {
  return [
    ...includedGroupIds.map((groupId) => ({ "@odata.type": includedType, groupId }) as const),
    ...excludedGroupIds.map((groupId) => ({ "@odata.type": excludedType, groupId }) as const),
  ];
}

const targetSchema = z.looseObject({
  "@odata.type": z.string().optional(),
  groupId: z.string().nullish(),
  deviceAndAppManagementAssignmentFilterType: z.string().nullish(),
});
type SeenTarget = z.infer<typeof targetSchema>;

/** An assignment as it was found: also what this product never declares, so that it shows. */
export interface SeenAssignment extends GroupAssignment {
  /** Targets of other types, such as `allDevicesAssignmentTarget`, and targets narrowed by a filter. */
  readonly otherTargets: readonly string[];
}

/** Reads the targets of Graph's assignments. */
export function fromAssignmentTargets(targets: readonly unknown[]): SeenAssignment {
  const seen = targets.map((target) => targetSchema.catch({}).parse(target));
  const plain = (type: string) =>
    seen.flatMap((target) => (target["@odata.type"] === type && !isFiltered(target) ? [target.groupId ?? ""] : []));
  const others = seen.filter((target) => {
    const type = target["@odata.type"];
    return isFiltered(target) || (type !== includedType && type !== excludedType);
  });
  return {
    includedGroupIds: plain(includedType),
    excludedGroupIds: plain(excludedType),
    otherTargets: others.map(describeTarget),
  };
}

/** A filter leaves out devices, so a filtered group is not the group that was declared. */
function isFiltered({ deviceAndAppManagementAssignmentFilterType: type }: SeenTarget): boolean {
  return type !== undefined && type !== null && type !== "none";
}

function describeTarget(target: SeenTarget): string {
  const type = target["@odata.type"]?.replace("#microsoft.graph.", "") ?? "a target without a type";
  const group = target.groupId ? ` ${target.groupId}` : "";
  return isFiltered(target) ? `${type}${group} with a filter` : `${type}${group}`;
}

/** One text for all orders and spellings of the same assignment. */
export function assignmentKey(assignment: GroupAssignment & { readonly otherTargets?: readonly string[] }): string {
  const sorted = (ids: readonly string[]) => [...new Set(ids.map(lower))].sort();
  return canonicalJson({
    included: sorted(assignment.includedGroupIds),
    excluded: sorted(assignment.excludedGroupIds),
    others: [...(assignment.otherTargets ?? [])].sort(),
  });
}

function lower(id: string): string {
  return id.toLowerCase();
}
