import { z } from "zod";
import { findRolloutProblem, refuseUnknownRing, rolloutShape } from "../resources/staged-rollout/staged-rollout.schema";
import type { ConfigProblem } from "./config-problem";
import { readYamlDay } from "./yaml-time";

/** Schema of the rollout in the config. */
export const rolloutConfigSchema = z
  .strictObject({ ...rolloutShape, pilotUntil: z.preprocess(readYamlDay, rolloutShape.pilotUntil).optional() })
  .superRefine(refuseUnknownRing);

/** Finds enrollment groups that are in no ring, and rings without a group. Ignores other problems, so that one run reports all. */
export function findRolloutMismatch({ enrollmentGroups, rollout }: Readonly<Record<string, unknown>>): ConfigProblem[] {
  if (enrollmentGroups === null || typeof enrollmentGroups !== "object") return [];
  const read = rolloutConfigSchema.safeParse(rollout);
  if (rollout !== undefined && !read.success) return [];
  const message = findRolloutProblem(Object.keys(enrollmentGroups), read.data);
  if (message === undefined) return [];
  return rollout === undefined
    ? [{ key: "lookout-intune:rollout", found: "is missing", message }]
    : [{ key: "lookout-intune:rollout.rings", message }];
}
