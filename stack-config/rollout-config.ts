import { refuseUnknownRing, rolloutShape } from "../resources/staged-rollout/staged-rollout.schema";
import { z } from "zod";
import { readYamlDay } from "./yaml-time";

/** Schema of the rollout in the config. */
export const rolloutConfigSchema = z
  .strictObject({ ...rolloutShape, pilotUntil: z.preprocess(readYamlDay, rolloutShape.pilotUntil).optional() })
  .superRefine(refuseUnknownRing);
