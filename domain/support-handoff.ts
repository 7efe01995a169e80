import { z } from "zod";
import { guidSchema } from "./identifiers";
import { lookoutEnterpriseSupportEmail } from "./onboarding";
import { revisionOf } from "./revision";

/** Whether the company has a Lookout tenant already. One that is not tied to this Entra tenant cannot be used for the
 *  integration. Source: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration */
export const LookoutTenant = {
  /** There is none: Lookout's support makes one. */
  None: "none",
  /** There is one, and it is tied to this Entra tenant. */
  Tied: "tied",
  /** There is one, tied to no or another Entra tenant: Lookout's support makes a new one. */
  Separate: "separate",
} as const;
export type LookoutTenant = (typeof LookoutTenant)[keyof typeof LookoutTenant];

export const lookoutTenantSchema = z.enum(LookoutTenant, {
  error:
    "say whether there is a Lookout tenant: none, tied (to this Entra tenant), or separate (tied to no or another one)",
});

/** What Lookout's support is told: ids, no names and no secrets. */
export const supportHandoffSchema = z.strictObject({
  tenantId: guidSchema,
  fullAccessGroupId: guidSchema,
  restrictedAccessGroupId: guidSchema.optional(),
  readOnlyAccessGroupId: guidSchema.optional(),
  lookoutTenant: lookoutTenantSchema.optional(),
});
export type SupportHandoffFacts = z.infer<typeof supportHandoffSchema>;

/** Whether the mail went out. */
export const HandoffStatus = {
  /** Nobody recorded that the present revision was sent. */
  ToBeSent: "to be sent",
  /** Somebody recorded that he sent the present revision. */
  Sent: "sent",
} as const;
export type HandoffStatus = (typeof HandoffStatus)[keyof typeof HandoffStatus];

/** Who writes; no part of the revision, as Lookout keeps none of it. */
export const handoffSenderSchema = z.strictObject({
  organisation: z
    .string({ error: "the organisation is a text" })
    .min(1, "the organisation is empty; leave it out")
    .optional(),
  contactName: z.string({ error: "the contact is a name" }).min(1, "the name is empty; leave it out").optional(),
  from: z.email({ error: "the sender is an e-mail address" }).optional(),
});
export type HandoffSender = z.infer<typeof handoffSenderSchema>;

/** Ids in their normal form: Entra compares them without case. */
export function normaliseHandoff(facts: SupportHandoffFacts): SupportHandoffFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, value.toLowerCase()]),
  ) as SupportHandoffFacts;
}

const titles = {
  tenantId: "Microsoft Entra tenant (directory) ID",
  fullAccessGroupId: "Full access group, object ID",
  restrictedAccessGroupId: "Restricted access group, object ID",
  readOnlyAccessGroupId: "Read-only access group, object ID",
} as const;

const existing: Readonly<Record<LookoutTenant, string>> = {
  none: "We have no Lookout tenant yet; please create one that is associated with this Entra tenant.",
  tied: "We have a Lookout tenant, and it is associated with this Entra tenant.",
  separate:
    "We have a Lookout tenant that is not associated with this Entra tenant. As it cannot be used for the integration, please " +
    "create a new one that is.",
};

/** A mail to Lookout Enterprise Support. */
export interface HandoffMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Writes the mail; with what Lookout was sent before, it leads with what changed. */
export function writeHandoffMail(
  facts: SupportHandoffFacts,
  { organisation, contactName }: HandoffSender,
  changes: readonly string[],
): HandoffMail {
  const changed = changes.length > 0;
  const company = organisation === undefined ? "" : ` of ${organisation}`;
  const subject = changed
    ? "Microsoft Intune integration: our IDs have changed"
    : "Microsoft Intune integration: directory ID and console groups";
  const request = changed
    ? [
        `The IDs${company} that we sent you before have changed; please replace them:`,
        "",
        ...changes.map((line) => `  ${line}`),
        "",
        "Everything as it is now:",
      ]
    : [`Please set up the integration with Microsoft Intune for the Entra tenant${company}:`];
  const ids = Object.entries(titles).map(([key, title]) => {
    const id = facts[key as keyof typeof titles];
    return id === undefined ? [] : [`  ${title}:`, `    ${id}`];
  });
  const text = [
    "Hello Lookout Enterprise Support,",
    "",
    ...request,
    "",
    ...ids.flat(),
    "",
    ...(facts.lookoutTenant === undefined ? [] : [existing[facts.lookoutTenant], ""]),
    "Members of these groups are to sign in to the Lookout console with the role that the group is named for.",
    ...(changed ? [] : ["Please send us the link with which our Global Administrator gives consent."]),
    "",
    `Our reference: ${revisionOf(facts)}`,
    ...(contactName === undefined ? [] : ["", contactName]),
    "",
  ].join("\n");
  return { to: lookoutEnterpriseSupportEmail, subject, text };
}

/** What differs from what Lookout was last sent, a line for each id; empty when nothing was sent or nothing differs. */
export function describeHandoffChanges(sent: SupportHandoffFacts | null, facts: SupportHandoffFacts): string[] {
  if (sent === null) return [];
  return Object.entries(titles).flatMap(([key, title]) => {
    const [before, after] = [sent, facts].map((of) => of[key as keyof typeof titles]);
    if (before === after) return [];
    if (before === undefined) return [`${title}: add ${after ?? ""}`];
    if (after === undefined) return [`${title}: remove ${before}`];
    return [`${title}: ${before} becomes ${after}`];
  });
}

/** What to warn of before anything is created; undefined when the answer rules the danger out. */
export function existingTenantWarning(answer: LookoutTenant | undefined, setting: string): string | undefined {
  if (answer === LookoutTenant.None || answer === LookoutTenant.Tied) return undefined;
  if (answer === LookoutTenant.Separate) {
    return (
      "the company's existing Lookout tenant is not tied to this Entra tenant and so cannot be used for the integration. " +
      "Lookout Enterprise Support creates a new one; devices and settings of the old one do not move by themselves."
    );
  }
  return (
    "nobody has said whether the company already has a Lookout tenant. One that is not tied to this Entra tenant cannot be used " +
    `for the integration. Find out before you go on, and set ${setting} to none, tied or separate.`
  );
}
