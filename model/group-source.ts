import { z } from "zod";
import { findNameProblem, groupNameSchema, newDisplayNameSchema } from "./group-names";
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
    "a key is part of the resource's name, so it may have up to 64 letters, digits and hyphens, and must not start with a hyphen; rename it",
  );

/** The schema of each property of a group to create. An existing group is known by id, and may have another name: see
 *  `groupSourceSchema`. findGroupSourceConflicts checks how they combine. */
export const groupSourceProperties = {
  displayName: newDisplayNameSchema,
  description: z
    .string({ error: "a group's description must be a string" })
    .min(1, "the description is empty; write one, or omit it")
    .max(
      groupDescriptionMaximumLength,
      `Entra allows at most ${groupDescriptionMaximumLength} characters; shorten the description`,
    ),
  owners: z
    .array(guidSchema, { error: "the owners must be a list of object ids" })
    .min(1, "the list of owners is empty; name at least one, or omit it (the creator then owns the group)")
    .max(
      initialOwnersMaximum,
      `Entra allows at most ${initialOwnersMaximum} owners for a new group; name fewer, or assign them later`,
    )
    .refine(
      (owners) => new Set(owners.map((owner) => owner.toLowerCase())).size === owners.length,
      "an owner is listed twice; list each once",
    ),
  existingObjectId: guidSchema,
  protect: z.boolean({ error: "protect must be true or false" }),
  retainOnDelete: z.boolean({ error: "retainOnDelete must be true or false" }),
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
        message: "set displayName to create the group, or existingObjectId to use an existing one",
      },
    ];
  }
  return (["description", "owners", "protect", "retainOnDelete"] as const)
    .filter((property) => given[property] !== undefined)
    .map((property) => ({
      property,
      message: "an existing group is read-only, so this would have no effect; remove it, or remove existingObjectId",
    }));
}

/** The source of a group: created by name, or existing and referenced by object id. For an existing group, the
 *  display name is the expected name. */
export const groupSourceSchema = z
  .strictObject({
    displayName: groupNameSchema.optional(),
    description: groupSourceProperties.description.optional(),
    owners: groupSourceProperties.owners.optional(),
    existingObjectId: groupSourceProperties.existingObjectId.optional(),
    protect: groupSourceProperties.protect.optional(),
    retainOnDelete: groupSourceProperties.retainOnDelete.optional(),
  })
  .superRefine((source, context) => {
    const { displayName = "", existingObjectId } = source;
    const message = findNameProblem(displayName, existingObjectId === undefined ? "new" : "existing");
    if (message !== undefined) context.addIssue({ code: "custom", path: ["displayName"], message });
    for (const { property, message } of findGroupSourceConflicts(source)) {
      context.addIssue({ code: "custom", path: property === undefined ? [] : [property], message });
    }
  });
