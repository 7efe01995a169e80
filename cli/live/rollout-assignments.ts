import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import { azureadTypes, dynamicTypes } from "pulumi-lookout-intune/internal/model/resource-types";
import {
  ringsReached,
  type StagedRolloutSettings,
} from "pulumi-lookout-intune/internal/resources/staged-rollout/staged-rollout.schema";
import type { StackResource, Values } from "../stack/stack-state";
import { valueAt } from "./value-at";

/** A resource that is assigned to fewer groups than the record of its rollout protects. */
export interface NarrowAssignment {
  readonly resource: StackResource;
  /** The property that lists the groups. */
  readonly property: string;
  /** The groups that are missing there, in sentences. */
  readonly missing: string;
}

/** Finds the resources that follow a rollout and lack a group that the rollout's record protects. An update that left them
 *  out causes that. `valuesOf` returns the values to compare: those declared, or those that a service has. */
export function findNarrowAssignments(
  resources: readonly StackResource[],
  valuesOf: (resource: StackResource) => Values,
): NarrowAssignment[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources
    .filter(({ type }) => type === dynamicTypes.StagedRollout)
    .flatMap((record) => {
      const { groups, ...rollout } = record.outputs as unknown as StagedRolloutSettings;
      const rings = ringsReached(rollout).map((ring) => ({ ring, ...groups[ring] }));
      return resources
        .filter((resource) => follows(resource, record, byUrn))
        .flatMap((resource) => {
          const assigned = assignedIn(resource, valuesOf(resource));
          if (assigned === undefined) return [];
          const missing = rings.filter((ring) => !assigned.has(ring[assigned.by]));
          if (missing.length === 0) return [];
          const names = missing.map(({ ring, displayName = "" }) => `${ring} (${quoteName(displayName)})`).join(", ");
          return [{ resource, property: assigned.property, missing: names }];
        });
    });
}

/** Describes an assignment that is narrower than the record. */
export function describeNarrowAssignment({ property, missing }: NarrowAssignment): string {
  return `${property} lacks ${missing}, which the record of the rollout protects`;
}

/** Whether a resource depends on the record, by itself or by one of its parents. */
function follows(
  resource: StackResource | undefined,
  record: StackResource,
  byUrn: ReadonlyMap<string, StackResource>,
): boolean {
  if (resource === undefined) return false;
  const { dependencies = [], parent } = resource;
  return dependencies.includes(record.urn) || (parent !== undefined && follows(byUrn.get(parent), record, byUrn));
}

interface Assigned {
  readonly property: string;
  /** How the list names a group. */
  readonly by: "objectId" | "displayName";
  has(group: string | undefined): boolean;
}

/** The groups that a resource is assigned to; undefined for a resource without such a list. */
function assignedIn({ type }: StackResource, values: Values): Assigned | undefined {
  if (type === azureadTypes.ConditionalAccessPolicy) {
    // The names of azuread and of Graph.
    const users = valueAt(values, ["conditions", "users"]);
    const list = valueAt(users, ["includedGroups"]) ?? valueAt(users, ["includeGroups"]);
    return listOf("conditions.users.includedGroups", "objectId", list);
  }
  return (
    listOf("includedGroupIds", "objectId", values.includedGroupIds) ??
    listOf("enrollmentGroupNames", "displayName", values.enrollmentGroupNames)
  );
}

function listOf(property: string, by: Assigned["by"], list: unknown): Assigned | undefined {
  if (!Array.isArray(list)) return undefined;
  const inOneForm = (value: unknown) => (by === "objectId" ? String(value).toLowerCase() : String(value));
  const groups = new Set(list.map(inOneForm));
  return { property, by, has: (group) => group === undefined || groups.has(inOneForm(group)) };
}
