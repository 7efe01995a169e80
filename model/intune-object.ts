import { z } from "zod";
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

/** The name of an object in Intune. Leading and trailing blanks are refused, because objects are found by their exact
 *  name. */
export const intuneNameSchema = z
  .string({ error: "the display name must be a string" })
  .min(1, "the display name is empty; enter one")
  .refine((name) => name === name.trim(), "the display name starts or ends with a space; remove it");

export const intuneDescriptionSchema = z.string({ error: "the description must be a string" });

/** A description that is managed only if it is declared. */
export const optionalDescription = inGraph(intuneDescriptionSchema.optional(), "description", {
  form: { read: (description) => description ?? "" },
});
