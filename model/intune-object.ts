import { z } from "zod";
import { findNameProblem, refuseNameProblem } from "./group-names";
import { isGuid } from "./identifiers";
import { inGraph } from "./managed-property";

/** What happens to an object in Intune when you remove the resource from the program. By default, an object that the
 *  resource created is deleted, and the settings that an adopted one had are restored. */
export const ObjectRemoval = {
  /** The object is deleted, even if it was adopted. */
  Delete: "delete",
  /** The object is kept as it is. */
  Keep: "keep",
} as const;
export type ObjectRemoval = (typeof ObjectRemoval)[keyof typeof ObjectRemoval];

/** Whether a text is an object's id as Intune writes it: a GUID, after `T_` for an app protection policy. */
function isIntuneId(value: string): boolean {
  return isGuid(value.replace(/^T_/i, ""));
}

// A text is refused by the second member, anything else by the union itself.
const adoptError =
  "adopt an object of the same name (true), the object with this id (a GUID, in Graph after T_ for an app protection policy), or refuse to (false)";

/** How a resource handles its object, apart from the object's settings. */
export const objectHandlingShape = {
  adopt: z.boolean({ error: "must be true (adopt an existing object of the same name) or false (refuse it)" }),
  onRemoval: z
    .enum(ObjectRemoval, { error: "choose delete or keep, or leave it out, to delete only what this stack created" })
    .optional(),
} as const;

/** The same for an object that has a name and an id in Intune, either of which identifies the one to adopt. */
export const namedObjectHandlingShape = {
  ...objectHandlingShape,
  adopt: z.union([z.boolean(), z.string(adoptError).refine(isIntuneId, adoptError)], { error: adoptError }),
} as const;

export interface ObjectHandling {
  readonly adopt: boolean | string;
  readonly onRemoval?: ObjectRemoval | undefined;
}

export const objectHandlingDefaults: ObjectHandling = { adopt: false };

/** What older releases filled in. It means the same as no value. */
export const formerObjectHandlingDefaults = { onRemoval: "deleteCreated" } as const;

/** Maximum length of the name of an object in Intune. It is this package's own bound, equal to that of a group in Entra, because
 *  Microsoft documents none. */
export const intuneNameMaximumLength = 256;

/** Maximum length of the description of an object in Intune. It is this package's own bound, because Microsoft documents none. */
export const intuneDescriptionMaximumLength = 10_000;

const intuneName = z
  .string({ error: "the display name must be a string" })
  .min(1, "the display name is empty; enter one")
  .max(intuneNameMaximumLength, `this package allows at most ${intuneNameMaximumLength} characters; shorten the name`);

/** The name of an object in Intune, which is found by its exact name. What a new object may not have in its name,
 *  `refuseHiddenNewName` refuses. */
export const intuneNameSchema = intuneName.superRefine(refuseNameProblem("existing"));

/** The name of an object that only Pulumi creates. */
export const newIntuneNameSchema = intuneName.superRefine(refuseNameProblem("new"));

interface NamedIntuneObject {
  readonly displayName?: unknown;
  readonly adopt?: unknown;
}

/** Refuses characters that nobody sees in the name of an object that may not exist yet. Without `adopt`, it does not. */
export function refuseHiddenNewName({ displayName, adopt }: NamedIntuneObject, context: z.RefinementCtx): void {
  if (typeof displayName !== "string" || (adopt !== undefined && adopt !== false)) return;
  const problem = findNameProblem(displayName, "new");
  if (problem === undefined) return;
  const message = `${problem}. If an object of this name exists, set adopt`;
  context.addIssue({ code: "custom", path: ["displayName"], message });
}

export const intuneDescriptionSchema = z
  .string({ error: "the description must be a string" })
  .max(
    intuneDescriptionMaximumLength,
    `this package allows at most ${intuneDescriptionMaximumLength} characters; shorten the description`,
  );

/** A description that is managed only if it is declared. */
export const optionalDescription = inGraph(intuneDescriptionSchema.optional(), "description", {
  form: { read: (description) => description ?? "" },
});
