import { z } from "zod";

/** Longest display name of an Entra group. Source: https://learn.microsoft.com/graph/api/resources/group */
export const displayNameMaximumLength = 256;

/** The display name of an Entra group. Surrounding blanks are refused: Lookout would compare them too. */
export const displayNameSchema = z
  .string({ error: "a group's display name is a text" })
  .min(1, "the display name is empty; give the name as it stands in the group's properties")
  .max(displayNameMaximumLength, `Entra allows ${displayNameMaximumLength} characters at most; shorten the name`)
  .refine(
    (name) => name === name.trim(),
    "the name starts or ends with a blank; remove it, as Lookout compares it too",
  );

/** How a name that Lookout is to match relates to the groups that exist. */
export type GroupNameMatch =
  | { readonly kind: "exact" }
  /** The same but for upper and lower case: Lookout finds no such group, and no device ever enrolls. */
  | { readonly kind: "case differs"; readonly existing: string }
  | { readonly kind: "none" };

/** Compares a name with the display names of existing groups as Lookout does: letter for letter, by case. */
export function matchGroupName(name: string, existing: readonly string[]): GroupNameMatch {
  if (existing.includes(name)) return { kind: "exact" };
  const nearest = existing.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return nearest === undefined ? { kind: "none" } : { kind: "case differs", existing: nearest };
}

/** Positions of names that an earlier position already has, letter for letter. */
export function findRepeatedNames(names: readonly string[]): number[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [index] : []));
}
