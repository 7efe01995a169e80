import { z } from "zod";

/** What happens to an object in Intune when the resource is removed from the program. */
export const ObjectRemoval = {
  /** It is deleted if this resource created it; one that was taken over stays as it is. */
  DeleteCreated: "deleteCreated",
  /** It is deleted, also when it was taken over. */
  Delete: "delete",
  /** Nothing is sent. */
  Keep: "keep",
} as const;
export type ObjectRemoval = (typeof ObjectRemoval)[keyof typeof ObjectRemoval];

/** How a resource treats the object behind it, apart from its settings. */
export const objectHandlingShape = {
  adopt: z.boolean({ error: "take over an object of the same name (true) or refuse to (false)" }),
  onRemoval: z.enum(ObjectRemoval, { error: "choose deleteCreated, delete or keep" }),
} as const;

export interface ObjectHandling {
  readonly adopt: boolean;
  readonly onRemoval: ObjectRemoval;
}

export const objectHandlingDefaults: ObjectHandling = { adopt: false, onRemoval: ObjectRemoval.DeleteCreated };

/** The name of an object in Intune. Blanks around it are refused: objects are found by their name, letter for letter. */
export const intuneNameSchema = z
  .string({ error: "the display name is a text" })
  .min(1, "the display name is empty; give one")
  .refine((name) => name === name.trim(), "the display name starts or ends with a blank; remove it");

export const intuneDescriptionSchema = z.string({ error: "the description is a text" });
