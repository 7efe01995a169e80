import type { z } from "zod";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import {
  existingTenantWarning,
  LookoutTenant,
} from "pulumi-lookout-intune/internal/resources/lookout-support-handoff/lookout-support-handoff.schema";
import type { Asking, Question } from "./question";
import { groupQuestions } from "./questions/groups";
import { consoleQuestions, lookoutTenant } from "./questions/lookout";
import { protectionQuestions } from "./questions/protection";

const table = { lookoutTenant, ...groupQuestions, ...consoleQuestions, ...protectionQuestions };

export type AnswerName = keyof typeof table;
export type Answers = { readonly [Name in AnswerName]: z.output<(typeof table)[Name]["schema"]> };
/** The answers so far. */
export type PartialAnswers = { readonly [Name in AnswerName]?: Answers[Name] | undefined };

/** Every question by the name of its answer, in the order of the prompts. */
export const questions: Readonly<Record<AnswerName, Question>> = table;

/** The names of questions, in their order. */
export function namesOf<Name extends AnswerName>(some: Readonly<Record<Name, Question>>): readonly Name[] {
  return Object.keys(some) as Name[];
}

/** Defaults of a run without a terminal. */
export const answerDefaults: PartialAnswers = Object.fromEntries(
  namesOf(questions).map((name) => [name, questions[name].default]),
);

/** The flag of an answer, for messages. */
export function flagOf(name: AnswerName): string {
  return questions[name].flags[0].long ?? name;
}

/** Throws if answers are missing. Lists all of them, with each one's text in `whereToRead`. */
export function requireAnswers(
  answers: PartialAnswers,
  names: readonly AnswerName[],
  whereToRead: Readonly<Partial<Record<AnswerName, string>>> = {},
): void {
  const missing = names.filter((name) => isMissing(answers, name));
  if (missing.length === 0) return;
  throw new UserError(
    missing.map((name) => {
      const { requiredMember, meaning } = questions[name];
      const path = requiredMember === undefined ? name : `${name}.${requiredMember}`;
      const where =
        whereToRead[name] === undefined
          ? ""
          : ` An existing integration shows it in Lookout's console: ${whereToRead[name]}.`;
      return `${flagOf(name)} (${path} in the answers file) is missing: ${meaning}.${where}`;
    }),
  );
}

/** Throws if the Lookout tenant cannot be used with any config. */
export function refuseSeparateTenant({ lookoutTenant: answer }: PartialAnswers): void {
  if (answer !== LookoutTenant.Separate) return;
  const flag = flagOf("lookoutTenant");
  const reason = existingTenantWarning(answer, flag) ?? "";
  throw new UserError([
    `${flag} is separate: ${reason} Ask Lookout to create the new tenant first, then answer none or tied.`,
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
    answers = { ...answers, [name]: await questions[name].prompt(asking, answers) };
    refuseSeparateTenant(answers);
  }
  return answers;
}

function isMissing(answers: PartialAnswers, name: AnswerName): boolean {
  return questions[name].isMissing?.(answers) ?? answers[name] === undefined;
}
