import { z } from "zod";
import { guidSchema } from "../../model/identifiers";

/** Whether the company already has a Lookout tenant. One that is not tied to this Entra tenant cannot be used.
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const LookoutTenant = {
  /** No tenant; Lookout's support creates one. */
  None: "none",
  /** A tenant that is tied to this Entra tenant. */
  Tied: "tied",
  /** A tenant that is tied to no or another Entra tenant; Lookout's support creates a new one. */
  Separate: "separate",
} as const;
export type LookoutTenant = (typeof LookoutTenant)[keyof typeof LookoutTenant];

export const lookoutTenantSchema = z.enum(LookoutTenant, {
  error:
    "must be none (there is no Lookout tenant), tied (to this Entra tenant), or separate (not tied to this Entra tenant)",
});

/** What is sent to Lookout's support: ids, but no names and no secrets. */
export const supportHandoffSchema = z.strictObject({
  tenantId: guidSchema,
  fullAccessGroupId: guidSchema,
  restrictedAccessGroupId: guidSchema.optional(),
  readOnlyAccessGroupId: guidSchema.optional(),
  lookoutTenant: lookoutTenantSchema.optional(),
});
export type SupportHandoffFacts = z.infer<typeof supportHandoffSchema>;

/** The ids that Lookout keeps. The answer about a Lookout tenant belongs only to the first request. */
export type HandoffIds = Omit<SupportHandoffFacts, "lookoutTenant">;

export function handoffIdsOf(facts: SupportHandoffFacts): HandoffIds {
  const ids = { ...facts };
  delete ids.lookoutTenant;
  return ids;
}

/** Whether the mail was sent. */
export const HandoffStatus = {
  /** The current revision is not recorded as sent. */
  ToBeSent: "to be sent",
  /** The current revision is recorded as sent. */
  Sent: "sent",
} as const;
export type HandoffStatus = (typeof HandoffStatus)[keyof typeof HandoffStatus];

/** The person whom Lookout's support works with, and to whom it mails the link for the first sign-in.
 *  Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const primaryContactSchema = z.strictObject({
  name: z.string({ error: "enter the name of the primary contact" }).min(1, "enter the name of the primary contact"),
  email: z.email({
    error: "enter the email address of the primary contact, to which Lookout's support sends the link",
  }),
});

/** The sender and the contact. Not part of the revision, so a change makes no mail due. */
export const handoffSenderSchema = z.strictObject({
  organization: z
    .string({ error: "the organization must be a string" })
    .min(1, "the organization is empty; omit it")
    .optional(),
  contactName: z.string({ error: "the contact must be a name" }).min(1, "the name is empty; omit it").optional(),
  from: z.email({ error: "the sender must be an email address" }).optional(),
  primaryContact: primaryContactSchema.optional(),
});
export type HandoffSender = z.infer<typeof handoffSenderSchema>;

/** Normalizes ids, because Entra ignores their case. */
export function normalizeHandoff(facts: SupportHandoffFacts): SupportHandoffFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, value.toLowerCase()]),
  ) as SupportHandoffFacts;
}

/** A warning before anything is created; undefined if the answer makes it unnecessary. */
export function existingTenantWarning(answer: LookoutTenant | undefined, setting: string): string | undefined {
  if (answer === LookoutTenant.None || answer === LookoutTenant.Tied) return undefined;
  if (answer === LookoutTenant.Separate) {
    return (
      "the existing Lookout tenant is not tied to this Entra tenant, so it cannot be used for the integration. " +
      "Lookout Enterprise Support creates a new one; devices and settings of the existing one do not move automatically."
    );
  }
  return (
    "it is not stated whether a Lookout tenant already exists. One that is not tied to this Entra tenant cannot be used " +
    `for the integration. Find out before you continue, and set ${setting} to none, tied or separate.`
  );
}

/** Logged while a mail is due that does not name the primary contact. */
export const missingContactAdvice =
  "The mail names no primary contact, to whom Lookout's support sends the link for the first sign-in: set " +
  "lookout-intune:supportHandoff.primaryContact to {name: <name>, email: <address>} before you send it.";
