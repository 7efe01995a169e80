import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { AccessRole } from "pulumi-lookout-intune/internal/model/access-roles";
import { DeviceThreatLevel } from "pulumi-lookout-intune/internal/model/device-threat-level";
import { groupKeySchema } from "pulumi-lookout-intune/internal/model/group-source";
import { withFullStop } from "pulumi-lookout-intune/internal/model/sentence";
import { findProblems } from "pulumi-lookout-intune/internal/model/validation";
import { CompliancePlatform } from "pulumi-lookout-intune/internal/resources/intune-compliance-policy/intune-compliance-policy.schema";
import { lookoutConnectorSchema } from "pulumi-lookout-intune/internal/resources/lookout-connector/lookout-connector.schema";
import { enrollmentSettingsSchema } from "pulumi-lookout-intune/internal/resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";
import { lookoutTenantSchema } from "pulumi-lookout-intune/internal/resources/lookout-support-handoff/lookout-support-handoff.schema";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** The answer for no compliance policies. */
export const noCompliance = "none";

const group = z
  .string({ error: "give the display name or the object id of a group" })
  .trim()
  .min(1, "the group is empty; give its display name or its object id");

/** The answers, as an answers file can hold them. The resource schemas own the rules about values. */
export const answersSchema = z.strictObject({
  lookoutTenant: lookoutTenantSchema,
  accessGroups: z.strictObject({
    [AccessRole.Full]: group,
    [AccessRole.Restricted]: group.optional(),
    [AccessRole.ReadOnly]: group.optional(),
  }),
  /** In the order of the rings, pilot first. */
  enrollmentGroups: z
    .record(groupKeySchema, group)
    .refine((groups) => Object.keys(groups).length > 0, "name at least one enrollment group, pilot first"),
  reached: groupKeySchema,
  heartbeatMinutes: lookoutConnectorSchema.shape.heartbeatMinutes,
  errorEmail: lookoutConnectorSchema.shape.errorEmail,
  daysUntilDisconnected: enrollmentSettingsSchema.shape.daysUntilDisconnected,
  platforms: z
    .array(z.enum(CompliancePlatform, { error: "a platform is ios, androidWorkProfile or androidDeviceOwner" }))
    .min(1, "name at least one platform; otherwise nothing is protected"),
  threatLevel: z.enum([...Object.values(DeviceThreatLevel), noCompliance], {
    error:
      "the threat level is secured, low, medium or high, from strict to lenient, or none for no compliance policies",
  }),
  createGroups: z.boolean({ error: "must be true (create missing groups) or false (refuse them)" }),
  lookoutForWork: z.boolean({ error: "must be true (the stack assigns the app) or false" }),
});

export type Answers = z.infer<typeof answersSchema>;
export type AnswerName = keyof Answers;
/** The answers so far. */
export type PartialAnswers = { readonly [Name in AnswerName]?: Answers[Name] | undefined };

/** Defaults of this command. */
export const answerDefaults = { createGroups: false, lookoutForWork: true } as const;

/** Reads an answers file, YAML or JSON. */
export function readAnswersFile(file: string): Readonly<Record<string, unknown>> {
  let read: unknown;
  try {
    read = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError([
      `The answers file ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
  if (read === null || read === undefined) return {};
  if (typeof read === "object" && !Array.isArray(read)) return read as Record<string, unknown>;
  throw new UserError([`The answers file ${file} is not a map. Write a map, such as heartbeatMinutes: <minutes>.`]);
}

/** Validates the answers. Throws all problems at once, each with its name in the answers file and as a flag. */
export function checkAnswers(given: Readonly<Record<string, unknown>>): PartialAnswers {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const access = z.strictObject({ ...answersSchema.shape.accessGroups.shape }).partial();
  const partial = answersSchema.partial().extend({ accessGroups: access.optional() });
  const problems = findProblems(partial, present);
  if (problems.length > 0)
    throw new UserError(problems.map(({ path, message }) => `${path}: ${withFullStop(message)}`));
  return present;
}
