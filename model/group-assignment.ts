import { z } from "zod";
import { guidSchema } from "./identifiers";
import { inGraph } from "./managed-property";
import { canonicalJson } from "./revision";

/** Settings that assign an Intune object to groups. */
export const groupAssignmentShape = {
  includedGroupIds: inGraph(
    z.array(guidSchema, { error: "the included groups must be a list of object ids" }),
    "groupAssignmentTarget",
    { action: "assign" },
  ),
  excludedGroupIds: inGraph(
    z.array(guidSchema, { error: "the excluded groups must be a list of object ids" }),
    "exclusionGroupAssignmentTarget",
    { action: "assign" },
  ),
} as const;

/** The assignment of an Intune object to groups. */
export interface GroupAssignment {
  /** Object ids of the groups that it is assigned to. */
  readonly includedGroupIds: readonly string[];
  /** Object ids of the groups to exclude. An exclusion overrides an inclusion. */
  readonly excludedGroupIds: readonly string[];
}

export const groupAssignmentDefaults: GroupAssignment = { includedGroupIds: [], excludedGroupIds: [] };

/** Finds contradictions in an assignment, each with its path. */
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
              "this group is both included and excluded, and the exclusion takes precedence; remove it from one of the lists",
          },
        ]
      : [],
  );
  return [...repeated(included, "includedGroupIds"), ...repeated(excluded, "excludedGroupIds"), ...contradicted];
}

/** A target of an assignment in Graph.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-shared-deviceandappmanagementassignmenttarget */
export interface AssignmentTarget {
  readonly "@odata.type": "#microsoft.graph.groupAssignmentTarget" | "#microsoft.graph.exclusionGroupAssignmentTarget";
  readonly groupId: string;
}

const includedType = "#microsoft.graph.groupAssignmentTarget";
const excludedType = "#microsoft.graph.exclusionGroupAssignmentTarget";

/** Expands an assignment to Graph's targets. */
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
type ActualTarget = z.infer<typeof targetSchema>;

/** The actual assignment. It includes targets that you cannot declare, so that drift shows them. */
export interface ActualAssignment extends GroupAssignment {
  /** Targets of other types, such as `allDevicesAssignmentTarget`, and targets with a filter. */
  readonly otherTargets: readonly string[];
}

/** Flattens Graph's targets to an assignment. */
export function fromAssignmentTargets(targets: readonly unknown[]): ActualAssignment {
  const actual = targets.map((target) => targetSchema.catch({}).parse(target));
  const plain = (type: string) =>
    actual.flatMap((target) => (target["@odata.type"] === type && !isFiltered(target) ? [target.groupId ?? ""] : []));
  const others = actual.filter((target) => {
    const type = target["@odata.type"];
    return isFiltered(target) || (type !== includedType && type !== excludedType);
  });
  return {
    includedGroupIds: plain(includedType),
    excludedGroupIds: plain(excludedType),
    otherTargets: others.map(describeTarget),
  };
}

/** A filter excludes devices, so a filtered target differs from the declared group. */
function isFiltered({ deviceAndAppManagementAssignmentFilterType: type }: ActualTarget): boolean {
  return type !== undefined && type !== null && type !== "none";
}

function describeTarget(target: ActualTarget): string {
  const type = target["@odata.type"]?.replace("#microsoft.graph.", "") ?? "a target without a type";
  const group = target.groupId ? ` ${target.groupId}` : "";
  return isFiltered(target) ? `${type}${group} with a filter` : `${type}${group}`;
}

/** A key that is equal for equal assignments, whatever their order and spelling. */
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
