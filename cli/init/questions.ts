import { accessRoleMeanings } from "pulumi-lookout-intune/internal/model/access-groups";
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

/** What a question needs to know. */
export interface Asking {
  readonly ask: Ask;
  /** What is wrong with a group, by name or object id. */
  checkGroup(given: string, mayCreate: boolean): Promise<string | undefined>;
}

/** What is to be answered, for people; where no default is known, it says so. */
const meaning: Readonly<Record<AnswerName, string>> = {
  lookoutTenant: "whether there is a Lookout tenant already (none, tied or separate)",
  accessGroups: "the group with full access to Lookout's console",
  enrollmentGroups: "the groups whose devices Lookout enrolls, the pilot first",
  reached: "the last of the enrollment groups that is protected already",
  heartbeatMinutes: "how often Lookout's connector reports to Intune, in minutes; nobody publishes a default",
  errorEmail: "where Lookout sends errors of the connector",
  daysUntilDisconnected: "days of silence after which a device does not comply, 1 to 90; nobody publishes a default",
  platforms: "what to protect (ios, androidWorkProfile, androidDeviceOwner)",
  threatLevel: "highest threat level of a device that complies (secured, low, medium, high), or none",
  createGroups: "whether the stack creates groups that do not exist",
  lookoutForWork: "whether the stack assigns the app",
};

/** Refuses to go on without the answers of these names. Names all that are missing. */
export function requireAnswers(answers: PartialAnswers, names: readonly AnswerName[]): void {
  const missing = names.filter((name) => isMissing(answers, name));
  if (missing.length === 0) return;
  throw new UserError(
    missing.map((name) => `${flagOf[name]} (${pathOf(name)} in a file of answers) is missing: ${meaning[name]}.`),
  );
}

/** Refuses what no config can make right. */
export function refuseSeparateTenant({ lookoutTenant }: PartialAnswers): void {
  if (lookoutTenant !== LookoutTenant.Separate) return;
  const reason = existingTenantWarning(lookoutTenant, flagOf.lookoutTenant) ?? "";
  throw new UserError([
    `${flagOf.lookoutTenant} is separate: ${reason} Have Lookout create the new one first, then answer none or tied.`,
  ]);
}

/** Asks for every answer of these names that is missing, in their order. */
export async function askMissing(
  asking: Asking,
  given: PartialAnswers,
  names: readonly AnswerName[],
): Promise<PartialAnswers> {
  let answers = given;
  for (const name of names) {
    // Whether it is missing may depend on the answers before it.
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
    ask.choose("Does the company have a Lookout tenant already?", [
      { value: LookoutTenant.None, name: "no, Lookout's support makes one" },
      { value: LookoutTenant.Tied, name: "yes, and it is tied to this Entra tenant" },
      { value: LookoutTenant.Separate, name: "yes, and it is tied to no or another Entra tenant" },
    ]),
  async createGroups({ ask }) {
    const answer = await ask.choose("Groups that Entra does not have yet", [
      { value: "no", name: "are a mistake: refuse them" },
      { value: "yes", name: "are to be created by the stack" },
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
      (await askGroup(
        asking,
        answers,
        "Group that only looks, which Microsoft's guide does not have (empty: none)",
        true,
      ));
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
    return ask.choose("How far is the rollout to go now? Everything up to this ring is protected", [
      ...[only, ...others].map((key) => ({ value: key, name: `${key}: ${enrollmentGroups[key] ?? ""}` })),
    ]);
  },
  async heartbeatMinutes({ ask }) {
    const question = "How often is Lookout's connector to report to Intune, in minutes? Nobody publishes a default";
    return Number(await ask.text(question, checkNumber(answersSchema.shape.heartbeatMinutes)));
  },
  errorEmail: ({ ask }) =>
    ask.text("Where is Lookout to send errors of the connector (e-mail address)?", (text) =>
      problemWith(answersSchema.shape.errorEmail, text),
    ),
  async daysUntilDisconnected({ ask }) {
    const question =
      "After how many days of silence does a device no longer comply (1 to 90)? Nobody publishes a default";
    return Number(await ask.text(question, checkNumber(answersSchema.shape.daysUntilDisconnected)));
  },
  platforms: ({ ask }) =>
    ask.chooseSeveral("What is to be protected?", [
      { value: CompliancePlatform.Ios, name: "iOS and iPadOS" },
      { value: CompliancePlatform.AndroidWorkProfile, name: "Android Enterprise, work profile on personal devices" },
      { value: CompliancePlatform.AndroidDeviceOwner, name: "Android Enterprise, company devices" },
    ]),
  threatLevel: ({ ask }) =>
    ask.choose<Answers["threatLevel"]>("Highest threat level at which a device still complies", [
      { value: DeviceThreatLevel.Secured, name: "secured: no threat at all" },
      { value: DeviceThreatLevel.Low, name: "low" },
      { value: DeviceThreatLevel.Medium, name: "medium" },
      { value: DeviceThreatLevel.High, name: "high: every threat passes" },
      { value: noCompliance, name: "none: no compliance policies by this stack" },
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
