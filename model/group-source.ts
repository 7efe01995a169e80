import { z } from "zod";
import { displayNameSchema } from "./group-names";
import { guidSchema } from "./identifiers";

/** Maximum length of an Entra group's description. Source: https://learn.microsoft.com/graph/api/resources/group */
export const groupDescriptionMaximumLength = 1024;

/** Maximum number of owners when creating a group. Source: https://learn.microsoft.com/graph/api/group-post-groups */
export const initialOwnersMaximum = 20;

/** Keys of enrollment groups within a stack. They are part of resource names, so they never change. */
export const groupKeySchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/,
    "a key is part of the resource's name: up to 64 letters, digits and hyphens, the first no hyphen; rename it",
  );

/** The schema of each property. findGroupSourceConflicts checks how they combine. */
export const groupSourceProperties = {
  displayName: displayNameSchema,
  description: z
    .string({ error: "a group's description is a text" })
    .min(1, "the description is empty; write one or leave it out")
    .max(
      groupDescriptionMaximumLength,
      `Entra allows ${groupDescriptionMaximumLength} characters at most; shorten the description`,
    ),
  owners: z
    .array(guidSchema, { error: "owners are a list of object ids" })
    .min(1, "the list of owners is empty; name at least one, or leave it out: the creator then owns the group")
    .max(
      initialOwnersMaximum,
      `Entra takes ${initialOwnersMaximum} owners at most for a new group; name fewer, or assign them later`,
    )
    .refine(
      (owners) => new Set(owners.map((owner) => owner.toLowerCase())).size === owners.length,
      "an owner is named twice; name each once",
    ),
  existingObjectId: guidSchema,
  protect: z.boolean({ error: "protect is true or false" }),
  retainOnDelete: z.boolean({ error: "retainOnDelete is true or false" }),
} as const;

/** Which properties were given; their values do not matter. */
export type GroupSourcePresence = Readonly<Partial<Record<keyof typeof groupSourceProperties, unknown>>>;

export interface GroupSourceConflict {
  /** The property to change; undefined if one is missing. */
  readonly property: keyof typeof groupSourceProperties | undefined;
  readonly message: string;
}

/** Finds properties that contradict each other. A group is either created, by name, or exists and is referenced by
 *  id. */
export function findGroupSourceConflicts(given: GroupSourcePresence): GroupSourceConflict[] {
  if (given.existingObjectId === undefined) {
    if (given.displayName !== undefined) return [];
    return [
      {
        property: undefined,
        message: "give displayName to create the group, or existingObjectId to use one that exists",
      },
    ];
  }
  return (["description", "owners", "protect", "retainOnDelete"] as const)
    .filter((property) => given[property] !== undefined)
    .map((property) => ({
      property,
      message:
        "an existing group is only looked at, so this would have no effect; remove it, or remove existingObjectId",
    }));
}

/** The source of a group: created by name, or existing and referenced by object id. For an existing group, the
 *  display name is the expected name. */
export const groupSourceSchema = z
  .strictObject({
    displayName: groupSourceProperties.displayName.optional(),
    description: groupSourceProperties.description.optional(),
    owners: groupSourceProperties.owners.optional(),
    existingObjectId: groupSourceProperties.existingObjectId.optional(),
    protect: groupSourceProperties.protect.optional(),
    retainOnDelete: groupSourceProperties.retainOnDelete.optional(),
  })
  .superRefine((source, context) => {
    for (const { property, message } of findGroupSourceConflicts(source)) {
      context.addIssue({ code: "custom", path: property === undefined ? [] : [property], message });
    }
  });
