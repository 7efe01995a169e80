import { z } from "zod";
import { describeHiddenCharacters, findHiddenCharacters, quoteByCodePoint, quoteName } from "./hidden-characters";
import { compareNames, describeNameDifference, NameDifference } from "./name-comparison";

/** Maximum length of an Entra group's display name. Source: https://learn.microsoft.com/graph/api/resources/group */
export const displayNameMaximumLength = 256;

/** Whose name it is: that of an object that exists, or of one that this package creates. */
export type NamedObject = "existing" | "new";

/** Why an object that exists cannot be used by its name: something in it ends a line, or controls a terminal. Undefined if it can.
 *  Cause and fix, without the name and the full stop. */
export function findUnusableName(name: string): string | undefined {
  const controls = findHiddenCharacters(name).filter(({ kind }) => kind === "control");
  if (controls.length === 0) return undefined;
  return `the name has ${describeHiddenCharacters(controls)}, which no form or list can show; rename the object first`;
}

/** Why a declared name is refused; undefined if it is not. The name of an object that exists may hold what emoji, Persian or
 *  Hebrew need. That of a new one holds nothing that nobody sees. Cause and fix, without the name and the full stop. */
export function findNameProblem(name: string, object: NamedObject): string | undefined {
  const hidden = object === "new" ? findHiddenCharacters(name) : [];
  if (hidden.length > 0) {
    const fix = hidden.every(({ kind }) => kind === "space") ? "write the usual space (U+0020) instead" : "remove it";
    return `the name has ${describeHiddenCharacters(hidden)}, which nobody sees, so nobody could type the name again; ${fix}`;
  }
  const unusable = findUnusableName(name);
  if (unusable !== undefined) return unusable;
  return name === name.trim() ? undefined : "the name starts or ends with a space; remove it";
}

/** Reports the problem of a name to its schema. */
export function refuseNameProblem(object: NamedObject) {
  return (name: string, context: z.RefinementCtx<string>): void => {
    const message = findNameProblem(name, object);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  };
}

/** What to know about a name that is allowed, as a whole sentence; undefined if there is nothing. It shows the name with escapes,
 *  which can be copied into a stack's config. */
export function describeNameCaution(name: string): string | undefined {
  const found = findHiddenCharacters(name);
  if (found.length > 0) {
    return `The name ${quoteName(name)} has ${describeHiddenCharacters(found)}, which nobody sees. Copy the name, never type it.`;
  }
  if (name === name.normalize("NFC")) return undefined;
  const shown = quoteByCodePoint(name);
  return `The name ${shown} is decomposed (NFD). A keyboard types it composed (NFC), which looks the same. Copy the name, never type it.`;
}

/** The length of a group's name, without `findNameProblem`. */
export const groupNameSchema = z
  .string({ error: "a group's display name must be a string" })
  .min(1, "the display name is empty; enter the name from the group's properties")
  .max(displayNameMaximumLength, `Entra allows at most ${displayNameMaximumLength} characters; shorten the name`);

/** The display name of a group that exists in Entra. */
export const displayNameSchema = groupNameSchema.superRefine(refuseNameProblem("existing"));

/** The display name of a group to create. Lookout compares it letter by letter. */
export const newDisplayNameSchema = groupNameSchema.superRefine(refuseNameProblem("new"));

/** The result of comparing a name with the existing groups. */
export type GroupNameMatch =
  | { readonly kind: "exact" }
  /** People take the names for the same, and Lookout does not: it finds no group, so no device enrolls. */
  | { readonly kind: "similar"; readonly existing: string; readonly difference: NameDifference }
  | { readonly kind: "none" };

/** Describes how a group's name differs from the one that is meant, as a clause about the group. */
export function describeGroupNameDifference(difference: NameDifference): string {
  const why =
    difference === NameDifference.Case
      ? "Lookout's comparison is case-sensitive"
      : "Lookout compares names letter by letter";
  return `${describeNameDifference(difference)}, and ${why}`;
}

/** Compares a name with the display names of existing groups. Like Lookout, it compares letter by letter. */
export function matchGroupName(name: string, existing: readonly string[]): GroupNameMatch {
  if (existing.includes(name)) return { kind: "exact" };
  const similar = existing.flatMap((candidate) => {
    const difference = compareNames(name, candidate);
    return difference === undefined || difference === "same" ? [] : [{ existing: candidate, difference }];
  });
  const [nearest] = Object.values(NameDifference).flatMap(
    (one) => similar.find(({ difference }) => difference === one) ?? [],
  );
  return nearest === undefined ? { kind: "none" } : { kind: "similar", ...nearest };
}

/** Indexes of names that repeat an earlier one exactly. */
export function findRepeatedNames(names: readonly string[]): number[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [index] : []));
}
