import { z } from "zod";
import { isPlaceholder, placeholderMessage } from "./placeholder";
import { revisionPattern } from "./revision";

/** A required text about the person. Placeholders are refused. */
function filledIn(what: string) {
  return z
    .string({ error: what })
    .refine((text) => text.trim() !== "", what)
    .refine((text) => !isPlaceholder(text), placeholderMessage(what));
}

/** A person's record that a revision of the settings was entered in Lookout's console. It is reviewed like code. */
export const acknowledgementSchema = z.strictObject({
  revision: z
    .string({ error: "give the revision that the runbook names" })
    .regex(revisionPattern, "a revision looks like r-0123456789ab; copy it from the runbook"),
  by: filledIn("say who did it, by name or address"),
  at: z.iso.datetime({
    offset: true,
    error: "say when the settings were entered, such as 2026-01-31T09:00:00Z",
  }),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
