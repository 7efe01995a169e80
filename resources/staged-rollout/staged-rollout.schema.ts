import { z } from "zod";
import { groupKeySchema } from "../../model/group-source";
import { guidSchema } from "../../model/identifiers";
import { displayNameSchema } from "../../model/group-names";

/** The progress of a rollout. Rings are reached in their order, and a reached ring stays protected. */
export const rolloutShape = {
  rings: z
    .array(groupKeySchema, {
      error: "the rings must be a list of the keys of enrollment groups, starting with the pilot",
    })
    .min(1, "there must be at least one ring, the pilot")
    .refine((rings) => new Set(rings).size === rings.length, "a ring is listed twice; list each once"),
  reached: groupKeySchema,
  confirmNarrowingTo: groupKeySchema.optional(),
  pilotUntil: z.iso.date({ error: "the last day of the pilot must be a date such as 2027-01-31" }).optional(),
} as const;

export const rolloutSchema = z.strictObject(rolloutShape).superRefine(refuseUnknownRing);
export type Rollout = z.infer<typeof rolloutSchema>;

/** Refuses a reached ring that is not one of the rings. */
export function refuseUnknownRing(
  { rings, reached }: Pick<Rollout, "rings" | "reached">,
  context: z.RefinementCtx,
): void {
  if (rings.includes(reached)) return;
  const message = `this is not one of the rings: ${rings.join(", ")}; choose one of them`;
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
      `there are several enrollment groups (${groupKeys.join(", ")}), and the stack does not record which of them are already protected; ` +
      "list them as rings, starting with the pilot, and set reached"
    );
  }
  const unknown = rollout.rings.find((ring) => !groupKeys.includes(ring));
  if (unknown !== undefined)
    return `the ring ${unknown} is not a key of the enrollment groups (${groupKeys.join(", ")}); correct it`;
  const missing = groupKeys.find((key) => !rollout.rings.includes(key));
  if (missing !== undefined)
    return `the enrollment group ${missing} is in no ring; add it to the rings in rollout order`;
  return undefined;
}

const ringGroupSchema = z.strictObject({ objectId: guidSchema, displayName: displayNameSchema });
export type RingGroup = z.infer<typeof ringGroupSchema>;

/** The settings of the record of a rollout. */
export const stagedRolloutSchema = z
  .strictObject({
    ...rolloutShape,
    groups: z.record(groupKeySchema, ringGroupSchema, { error: "the groups must be a map from ring to group" }),
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
    `this removes the protection of ${rings}: Lookout stops watching their devices, and app, compliance and access rules no longer apply to them. ` +
    `Nobody notifies the users. If you intend that, also after you replaced a group, set confirmNarrowingTo to ${after.reached}`
  );
}

/** Why a confirmation is stale; undefined if there is none, or it was the one used. */
export function refuseStaleConfirmation({ confirmNarrowingTo, reached }: Rollout): string | undefined {
  if (confirmNarrowingTo === undefined || confirmNarrowingTo === reached) return undefined;
  return (
    `this confirms narrowing to ${confirmNarrowingTo}, but the rollout reaches ${reached}; remove it, because it would also confirm a later, ` +
    "unintended narrowing"
  );
}
