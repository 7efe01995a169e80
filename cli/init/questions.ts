import { accessRoleMeanings } from "pulumi-lookout-intune/internal/model/access-roles";
import { DeviceThreatLevel } from "pulumi-lookout-intune/internal/model/device-threat-level";
import { groupKeySchema } from "pulumi-lookout-intune/internal/model/group-source";
import { CompliancePlatform } from "pulumi-lookout-intune/internal/resources/intune-compliance-policy/intune-compliance-policy.schema";
import {
  existingTenantWarning,
  LookoutTenant,
} from "pulumi-lookout-intune/internal/resources/lookout-support-handoff/lookout-support-handoff.schema";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { answersSchema, noCompliance, type AnswerName, type Answers, type PartialAnswers } from "./answers";
import type { Ask, CheckText } from "./ask";
import { flagOf } from "./flags";

/** Context of a prompt. */
export interface Asking {
  readonly ask: Ask;
  /** Validates a group by name or object id. */
  checkGroup(given: string, mayCreate: boolean): Promise<string | undefined>;
}

/** Meaning of each answer for messages. Names the settings without a known default. */
const meaning: Readonly<Record<AnswerName, string>> = {
  lookoutTenant: "whether you already have a Lookout tenant (none, tied or separate)",
  accessGroups: "the group with full access to Lookout's console",
  enrollmentGroups: "the groups whose devices Lookout enrolls, pilot first",
  reached: "the last of the enrollment groups that is already protected",
  heartbeatMinutes: "how often Lookout's connector reports to Intune, in minutes; no default is published",
  errorEmail: "where Lookout sends errors of the connector",
  daysUntilDisconnected: "days without contact after which a device is not compliant, 1 to 90; no default is published",
  platforms: "platforms to protect (ios, androidWorkProfile, androidDeviceOwner)",
  threatLevel: "highest threat level of a compliant device (secured, low, medium, high), or none",
  createGroups: "whether the stack creates missing groups",
  lookoutForWork: "whether the stack assigns the app",
};

/** Throws if answers are missing. Lists all of them. */
export function requireAnswers(answers: PartialAnswers, names: readonly AnswerName[]): void {
  const missing = names.filter((name) => isMissing(answers, name));
  if (missing.length === 0) return;
  throw new UserError(
    missing.map((name) => `${flagOf[name]} (${pathOf(name)} in the answers file) is missing: ${meaning[name]}.`),
  );
}

/** Throws if the Lookout tenant cannot be used with any config. */
export function refuseSeparateTenant({ lookoutTenant }: PartialAnswers): void {
  if (lookoutTenant !== LookoutTenant.Separate) return;
  const reason = existingTenantWarning(lookoutTenant, flagOf.lookoutTenant) ?? "";
  throw new UserError([
    `${flagOf.lookoutTenant} is separate: ${reason} Ask Lookout to create the new tenant first, then answer none or tied.`,
  ]);
}

/** Prompts for each missing answer, in order. */
export async function askMissing(
  asking: Asking,
  given: PartialAnswers,
  names: readonly AnswerName[],
): Promise<PartialAnswers> {
  let answers = given;
  for (const name of names) {
    // Earlier answers can decide whether this one is missing.
    if (!isMissing(answers, name)) continue;
    answers = { ...answers, [name]: await questions[name](asking, answers) };
    refuseSeparateTenant(answers);
  }
  return answers;
}

type Question<Name extends AnswerName> = (
  asking: Asking,
  answers: PartialAnswers,
) => Promise<Answers[Name] | undefined>;

const questions: { readonly [Name in AnswerName]: Question<Name> } = {
  lookoutTenant: ({ ask }) =>
    ask.choose("Do you already have a Lookout tenant?", [
      { value: LookoutTenant.None, name: "no, Lookout's support creates one" },
      { value: LookoutTenant.Tied, name: "yes, and it is tied to this Entra tenant" },
      { value: LookoutTenant.Separate, name: "yes, but it is not tied to this Entra tenant" },
    ]),
  async createGroups({ ask }) {
    const answer = await ask.choose("Groups that do not exist in Entra", [
      { value: "no", name: "are a mistake: refuse them" },
      { value: "yes", name: "are created by the stack" },
    ]);
    return answer === "yes";
  },
  async accessGroups(asking, answers) {
    const given: Partial<Answers["accessGroups"]> = answers.accessGroups ?? {};
    const full = await askGroup(asking, answers, "Group with full access to Lookout's console (name or object id)");
    const restricted =
      given.restricted ??
      (await askGroup(
        asking,
        answers,
        `Group with restricted access: ${accessRoleMeanings.restricted} (empty: none)`,
        true,
      ));
    const readOnly =
      given.readOnly ??
      (await askGroup(asking, answers, "Group with read-only access, not in Microsoft's guide (empty: none)", true));
    return { full, ...(restricted && { restricted }), ...(readOnly && { readOnly }) };
  },
  async enrollmentGroups(asking, answers) {
    const groups: Record<string, string> = {};
    for (;;) {
      const isFirst = Object.keys(groups).length === 0;
      const question = isFirst
        ? "Key of the first enrollment group, the pilot"
        : "Key of the next ring (empty: no more)";
      const checkKey: CheckText = (key) => {
        if (key === "" && !isFirst) return undefined;
        if (Object.hasOwn(groups, key)) return "This key is taken; choose another.";
        return problemWith(groupKeySchema, key);
      };
      const key = await asking.ask.text(question, checkKey, isFirst ? "pilot" : undefined);
      if (key === "") return groups;
      groups[key] = await askGroup(asking, answers, `Group of the ring ${key} (name or object id)`);
    }
  },
  async reached({ ask }, { enrollmentGroups = {} }) {
    const [only, ...others] = Object.keys(enrollmentGroups);
    if (only === undefined || others.length === 0) return only;
    return ask.choose("Up to which ring should the rollout protect devices now?", [
      ...[only, ...others].map((key) => ({ value: key, name: `${key}: ${enrollmentGroups[key] ?? ""}` })),
    ]);
  },
  async heartbeatMinutes({ ask }) {
    const question = "How often should Lookout's connector report to Intune, in minutes? No default is published";
    return Number(await ask.text(question, checkNumber(answersSchema.shape.heartbeatMinutes)));
  },
  errorEmail: ({ ask }) =>
    ask.text("Where should Lookout send errors of the connector (email address)?", (text) =>
      problemWith(answersSchema.shape.errorEmail, text),
    ),
  async daysUntilDisconnected({ ask }) {
    const question = "After how many days without contact is a device not compliant (1 to 90)? No default is published";
    return Number(await ask.text(question, checkNumber(answersSchema.shape.daysUntilDisconnected)));
  },
  platforms: ({ ask }) =>
    ask.chooseSeveral("Which platforms should be protected?", [
      { value: CompliancePlatform.Ios, name: "iOS and iPadOS" },
      { value: CompliancePlatform.AndroidWorkProfile, name: "Android Enterprise, work profile on personal devices" },
      { value: CompliancePlatform.AndroidDeviceOwner, name: "Android Enterprise, company devices" },
    ]),
  threatLevel: ({ ask }) =>
    ask.choose<Answers["threatLevel"]>("Highest threat level of a compliant device", [
      { value: DeviceThreatLevel.Secured, name: "secured: no threat at all" },
      { value: DeviceThreatLevel.Low, name: "low" },
      { value: DeviceThreatLevel.Medium, name: "medium" },
      { value: DeviceThreatLevel.High, name: "high: every threat passes" },
      { value: noCompliance, name: "none: this stack declares no compliance policies" },
    ]),
  lookoutForWork: () => Promise.resolve(true),
};

async function askGroup(asking: Asking, { createGroups = false }: PartialAnswers, question: string, mayBeNone = false) {
  return asking.ask.text(question, (text) => {
    if (text === "") return mayBeNone ? undefined : "Give a name or an object id.";
    return asking.checkGroup(text, createGroups);
  });
}

interface Rule {
  safeParse(value: unknown): { readonly error?: { readonly issues: readonly { readonly message: string }[] } };
}

function problemWith(rule: Rule, value: unknown): string | undefined {
  return rule.safeParse(value).error?.issues[0]?.message;
}

function checkNumber(rule: Rule): CheckText {
  return (text) => problemWith(rule, text === "" ? undefined : Number(text));
}

function isMissing(answers: PartialAnswers, name: AnswerName): boolean {
  if (name === "accessGroups")
    return (answers.accessGroups as Partial<Answers["accessGroups"]> | undefined)?.full === undefined;
  if (name === "reached")
    return Object.keys(answers.enrollmentGroups ?? {}).length > 1 && answers.reached === undefined;
  return answers[name] === undefined;
}

function pathOf(name: AnswerName): string {
  return name === "accessGroups" ? "accessGroups.full" : name;
}
