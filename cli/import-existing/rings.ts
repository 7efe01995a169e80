import { groupKeySchema } from "pulumi-lookout-intune/internal/model/group-source";
import type { NamedGroup } from "pulumi-lookout-intune/internal/clients/graph/entra-groups";
import type { GroupSource } from "../init/find-group";

/** Assigned groups as rings. All rings are reached. */
export interface AssignedRings {
  readonly enrollmentGroups: Readonly<Record<string, GroupSource>>;
  readonly reached: string;
}

/** Creates rings from groups, sorted by name, because the tenant does not show which group was the pilot. */
export function ringsOf(groups: readonly NamedGroup[]): AssignedRings {
  const sorted = [...groups].sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
  const rings: Record<string, GroupSource> = {};
  for (const { id, displayName } of sorted) {
    rings[uniqueKey(keyFor(displayName), rings)] = { existingObjectId: id, displayName };
  }
  return { enrollmentGroups: rings, reached: Object.keys(rings).at(-1) ?? "" };
}

/** Converts a display name to a valid key and resource name. */
export function keyFor(displayName: string): string {
  const key = displayName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
  return groupKeySchema.safeParse(key).success ? key : "group";
}

function uniqueKey(key: string, used: object): string {
  let free = key;
  for (let number = 2; Object.hasOwn(used, free); number += 1) free = `${key}-${number}`;
  return free;
}
