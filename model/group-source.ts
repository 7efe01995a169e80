import { z } from "zod";
import { displayNameSchema } from "./group-names";
import { guidSchema } from "./identifiers";

/** Longest description of an Entra group. Source: https://learn.microsoft.com/graph/api/resources/group */
export const groupDescriptionMaximumLength = 1024;

/** Most owners that Entra takes while it creates a group. Source: https://learn.microsoft.com/graph/api/group-post-groups */
export const initialOwnersMaximum = 20;

/** Names of enrollment groups within a stack: part of resource names, so they never change. */
export const groupKeySchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/,
    "a key is part of the resource's name: up to 64 letters, digits and hyphens, the first no hyphen; rename it",
  );

/** One rule for each way of describing a group; which of them may stand together is findGroupSourceConflicts' business. */
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

/** What was given of a group's description; only whether it was given counts here. */
export type GroupSourcePresence = Readonly<Partial<Record<keyof typeof groupSourceProperties, unknown>>>;

export interface GroupSourceConflict {
  /** The property that has to change; undefined when one is missing. */
  readonly property: keyof typeof groupSourceProperties | undefined;
  readonly message: string;
}

/** Finds what does not go together: a group is either created, by name, or exists already and is known by its id. */
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

/** How a group comes to be: created by name, or existing and known by its object id. With an id, the display name is what
 *  the group is expected to be called. */
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
