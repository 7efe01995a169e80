import { z } from "zod";
import { groupKeySchema } from "../../model/group-source";
import { guidSchema } from "../../model/identifiers";
import { displayNameSchema } from "../../model/group-names";

/** The progress of a rollout. Rings are reached in their order, and a reached ring stays protected. */
export const rolloutShape = {
  rings: z
    .array(groupKeySchema, { error: "the rings are a list of the keys of enrollment groups, the pilot first" })
    .min(1, "name at least one ring, the pilot first")
    .refine((rings) => new Set(rings).size === rings.length, "a ring is named twice; name each once"),
  reached: groupKeySchema,
  confirmNarrowingTo: groupKeySchema.optional(),
  pilotUntil: z.iso.date({ error: "the last day of the pilot is a date such as 2027-01-31; write it so" }).optional(),
} as const;

export const rolloutSchema = z.strictObject(rolloutShape).superRefine(refuseUnknownRing);
export type Rollout = z.infer<typeof rolloutSchema>;

/** Refuses a reached ring that is not one of the rings. */
export function refuseUnknownRing(
  { rings, reached }: Pick<Rollout, "rings" | "reached">,
  context: z.RefinementCtx,
): void {
  if (rings.includes(reached)) return;
  const message = `this is none of the rings, which are ${rings.join(", ")}; choose one of them`;
  context.addIssue({ code: "custom", path: ["reached"], message });
}

/** The protected rings: all up to the reached one. */
export function ringsReached({ rings, reached }: Pick<Rollout, "rings" | "reached">): string[] {
  return rings.slice(0, rings.indexOf(reached) + 1);
}

/** Why rings and enrollment groups do not match: each group must be a ring, and each ring a group. */
export function findRolloutProblem(
  groupKeys: readonly string[],
  rollout: Pick<Rollout, "rings"> | undefined,
): string | undefined {
  if (rollout === undefined) {
    if (groupKeys.length <= 1) return undefined;
    return (
      `there are several enrollment groups (${groupKeys.join(", ")}), and nothing says which of them are protected already; ` +
      "list them as rings, the pilot first, and name the ring that was reached"
    );
  }
  const unknown = rollout.rings.find((ring) => !groupKeys.includes(ring));
  if (unknown !== undefined)
    return `the ring ${unknown} is no key of the enrollment groups (${groupKeys.join(", ")}); correct it`;
  const missing = groupKeys.find((key) => !rollout.rings.includes(key));
  if (missing !== undefined)
    return `the enrollment group ${missing} is in no ring; add it to the rings, at the place where its turn comes`;
  return undefined;
}

const ringGroupSchema = z.strictObject({ objectId: guidSchema, displayName: displayNameSchema });
export type RingGroup = z.infer<typeof ringGroupSchema>;

/** The settings of the record of a rollout. */
export const stagedRolloutSchema = z
  .strictObject({
    ...rolloutShape,
    groups: z.record(groupKeySchema, ringGroupSchema, { error: "the groups are a map from ring to group" }),
  })
  .superRefine(refuseUnknownRing);
export type StagedRolloutSettings = z.infer<typeof stagedRolloutSchema>;

/** Who is protected, as text for the preview. */
export function describeProtected({ groups, ...rollout }: StagedRolloutSettings): string[] {
  return ringsReached(rollout).map((ring) => `${ring}: ${groups[ring]?.displayName ?? ""}`);
}

/** The rings whose people would lose protection: reached before and no longer, or with a different group. */
export function findNarrowedRings(before: StagedRolloutSettings, after: StagedRolloutSettings): string[] {
  const reached = ringsReached(after);
  const groupOf = ({ groups }: StagedRolloutSettings, ring: string) => groups[ring]?.objectId.toLowerCase();
  const kept = new Set(reached.map((ring) => groupOf(after, ring)));
  return ringsReached(before).filter((ring) => !kept.has(groupOf(before, ring)));
}

/** Why a rollout may not go from one state to the other; undefined if it may. */
export function refuseNarrowing(before: StagedRolloutSettings, after: StagedRolloutSettings): string | undefined {
  const narrowed = findNarrowedRings(before, after);
  if (narrowed.length === 0 || after.confirmNarrowingTo === after.reached) return undefined;
  const rings = narrowed.map((ring) => `${ring} (${before.groups[ring]?.displayName ?? ""})`).join(", ");
  return (
    `this takes protection from ${rings}: Lookout stops watching their devices, and app, compliance and access rules no longer apply to them, ` +
    `and they are not told. If that is meant, set confirmNarrowingTo to ${after.reached}; if a group was replaced by another, too`
  );
}

/** Why a confirmation is stale; undefined if there is none, or it was the one used. */
export function refuseStaleConfirmation({ confirmNarrowingTo, reached }: Rollout): string | undefined {
  if (confirmNarrowingTo === undefined || confirmNarrowingTo === reached) return undefined;
  return (
    `this confirms narrowing to ${confirmNarrowingTo}, but the rollout reaches ${reached}; remove it, or it would confirm a later narrowing ` +
    "that nobody thought of"
  );
}
