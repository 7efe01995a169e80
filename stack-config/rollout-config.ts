import { refuseUnknownRing, rolloutShape } from "../resources/staged-rollout/staged-rollout.schema";
import { z } from "zod";
import { readYamlDay } from "./yaml-time";

/** The rollout as a config holds it. */
export const rolloutConfigSchema = z
  .strictObject({ ...rolloutShape, pilotUntil: z.preprocess(readYamlDay, rolloutShape.pilotUntil).optional() })
  .superRefine(refuseUnknownRing);
