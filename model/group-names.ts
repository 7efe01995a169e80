import { z } from "zod";

/** Maximum length of an Entra group's display name. Source: https://learn.microsoft.com/graph/api/resources/group */
export const displayNameMaximumLength = 256;

/** The display name of an Entra group. Leading and trailing blanks are refused, because Lookout would compare them
 *  too. */
export const displayNameSchema = z
  .string({ error: "a group's display name must be a string" })
  .min(1, "the display name is empty; enter the name from the group's properties")
  .max(displayNameMaximumLength, `Entra allows at most ${displayNameMaximumLength} characters; shorten the name`)
  .refine(
    (name) => name === name.trim(),
    "the name starts or ends with a space; remove it, because Lookout compares it too",
  );

/** The result of comparing a name with the existing groups. */
export type GroupNameMatch =
  | { readonly kind: "exact" }
  /** The names differ only by case. Lookout does not find the group, so no device enrolls. */
  | { readonly kind: "case differs"; readonly existing: string }
  | { readonly kind: "none" };

/** Compares a name with the display names of existing groups. Like Lookout, it is case-sensitive. */
export function matchGroupName(name: string, existing: readonly string[]): GroupNameMatch {
  if (existing.includes(name)) return { kind: "exact" };
  const nearest = existing.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return nearest === undefined ? { kind: "none" } : { kind: "case differs", existing: nearest };
}

/** Indexes of names that repeat an earlier one exactly. */
export function findRepeatedNames(names: readonly string[]): number[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [index] : []));
}
