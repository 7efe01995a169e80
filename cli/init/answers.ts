import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { AccessRole } from "pulumi-lookout-intune/internal/model/access-groups";
import { DeviceThreatLevel } from "pulumi-lookout-intune/internal/model/device-threat-level";
import { groupKeySchema } from "pulumi-lookout-intune/internal/model/group-source";
import { findProblems } from "pulumi-lookout-intune/internal/model/validation";
import { CompliancePlatform } from "pulumi-lookout-intune/internal/resources/intune-compliance-policy/intune-compliance-policy.schema";
import { lookoutConnectorSchema } from "pulumi-lookout-intune/internal/resources/lookout-connector/lookout-connector.schema";
import { enrollmentSettingsSchema } from "pulumi-lookout-intune/internal/resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";
import { lookoutTenantSchema } from "pulumi-lookout-intune/internal/resources/lookout-support-handoff/lookout-support-handoff.schema";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** Says that no compliance policies are to be made. */
export const noCompliance = "none";

const group = z
  .string({ error: "a group is given by its display name or its object id" })
  .trim()
  .min(1, "the group is empty; give its display name or its object id");

/** What a person has to say, as it can stand in a file of answers. Rules about values are the domain's. */
export const answersSchema = z.strictObject({
  lookoutTenant: lookoutTenantSchema,
  accessGroups: z.strictObject({
    [AccessRole.Full]: group,
    [AccessRole.Restricted]: group.optional(),
    [AccessRole.ReadOnly]: group.optional(),
  }),
  /** In the order of the rings, the pilot first. */
  enrollmentGroups: z
    .record(groupKeySchema, group)
    .refine((groups) => Object.keys(groups).length > 0, "name at least one enrollment group, the pilot first"),
  reached: groupKeySchema,
  heartbeatMinutes: lookoutConnectorSchema.shape.heartbeatMinutes,
  errorEmail: lookoutConnectorSchema.shape.errorEmail,
  daysUntilDisconnected: enrollmentSettingsSchema.shape.daysUntilDisconnected,
  platforms: z
    .array(z.enum(CompliancePlatform, { error: "a platform is ios, androidWorkProfile or androidDeviceOwner" }))
    .min(1, "name at least one platform: with none nobody is protected"),
  threatLevel: z.enum([...Object.values(DeviceThreatLevel), noCompliance], {
    error:
      "the threat level is secured, low, medium or high, from strict to lenient, or none for no compliance policies",
  }),
  createGroups: z.boolean({ error: "groups that do not exist are created (true) or refused (false)" }),
  lookoutForWork: z.boolean({ error: "the app is assigned by the stack (true) or not (false)" }),
});

export type Answers = z.infer<typeof answersSchema>;
export type AnswerName = keyof Answers;
/** What was answered so far. */
export type PartialAnswers = { readonly [Name in AnswerName]?: Answers[Name] | undefined };

/** Answers whose default is behavior of this product. */
export const answerDefaults = { createGroups: false, lookoutForWork: true } as const;

/** Reads a file of answers, YAML or JSON. */
export function readAnswersFile(file: string): Readonly<Record<string, unknown>> {
  let read: unknown;
  try {
    read = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError([
      `The answers in ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
  if (read === null || read === undefined) return {};
  if (typeof read === "object" && !Array.isArray(read)) return read as Record<string, unknown>;
  throw new UserError([`The answers in ${file} are no map; write one, such as heartbeatMinutes: <minutes>.`]);
}

/** Checks what was answered. Throws every problem at once, each by the name that it has in a file of answers and as a flag. */
export function checkAnswers(given: Readonly<Record<string, unknown>>): PartialAnswers {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const access = z.strictObject({ ...answersSchema.shape.accessGroups.shape }).partial();
  const partial = answersSchema.partial().extend({ accessGroups: access.optional() });
  const problems = findProblems(partial, present);
  if (problems.length > 0) throw new UserError(problems.map(({ path, message }) => `${path}: ${withStop(message)}`));
  return present;
}

function withStop(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
