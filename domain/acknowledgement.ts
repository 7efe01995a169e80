import { z } from "zod";
import { revisionPattern } from "./revision";

/** A person's record, reviewed like code, that a revision of the settings was entered in Lookout's console. */
export const acknowledgementSchema = z.strictObject({
  revision: z
    .string({ error: "give the revision that the runbook names" })
    .regex(revisionPattern, "a revision looks like r-0123456789ab; copy it from the runbook"),
  by: z.string({ error: "say who entered the settings" }).min(1, "say who entered the settings"),
  at: z.iso.datetime({
    offset: true,
    error: "say when the settings were entered, such as 2026-01-31T09:00:00Z",
  }),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
