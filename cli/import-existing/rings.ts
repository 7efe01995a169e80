import { groupKeySchema } from "pulumi-lookout-intune/internal/model/group-source";
import type { NamedGroup } from "pulumi-lookout-intune/internal/clients/graph/groups";
import type { GroupSource } from "../init/groups";

/** Groups that something is assigned to, as rings that are all reached. */
export interface AssignedRings {
  readonly enrollmentGroups: Readonly<Record<string, GroupSource>>;
  readonly reached: string;
}

/** Makes rings of groups in the order of their names: nothing in a tenant says which of them was the pilot. */
export function ringsOf(groups: readonly NamedGroup[]): AssignedRings {
  const sorted = [...groups].sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
  const rings: Record<string, GroupSource> = {};
  for (const { id, displayName } of sorted) {
    rings[freeKey(keyFor(displayName), rings)] = { existingObjectId: id, displayName };
  }
  return { enrollmentGroups: rings, reached: Object.keys(rings).at(-1) ?? "" };
}

/** A name in the form that keys and resource names have. */
export function keyFor(displayName: string): string {
  const key = displayName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return groupKeySchema.safeParse(key).success ? key : "group";
}

function freeKey(key: string, taken: object): string {
  let free = key;
  for (let number = 2; Object.hasOwn(taken, free); number += 1) free = `${key}-${number}`;
  return free;
}
