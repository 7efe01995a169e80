import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { withFullStop } from "pulumi-lookout-intune/internal/model/sentence";
import { unreadable } from "../file-error";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { isMap } from "pulumi-lookout-intune/internal/model/maps";
import { findProblems } from "pulumi-lookout-intune/internal/model/validation";
import type { FlagValues } from "./question";
import { namesOf, questions, type AnswerName, type PartialAnswers } from "./questions";

/** Reads and validates the answers of the file and the flags. */
export function answersFrom(flags: object): PartialAnswers {
  const values: FlagValues = { ...flags };
  const file = typeof values.answers === "string" ? readAnswersFile(values.answers) : {};
  const messages = namesOf(questions)
    .map((name) => [name, fromFlags(name, values, file[name])] as const)
    .filter(([, answer]) => answer !== undefined);
  return checkAnswers({ ...file, ...Object.fromEntries(messages) });
}

function fromFlags(name: AnswerName, values: FlagValues, inFile: unknown): unknown {
  const question = questions[name];
  return question.fromFlags === undefined
    ? values[question.flags[0].attributeName()]
    : question.fromFlags(values, inFile);
}

/** Reads an answers file, YAML or JSON. */
function readAnswersFile(file: string): Readonly<Record<string, unknown>> {
  let read: unknown;
  try {
    read = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw unreadable(`The answers file ${file}`, error);
  }
  if (read === null || read === undefined) return {};
  if (isMap(read)) return read;
  throw new UserError([`The answers file ${file} is not a map. Write a map, such as heartbeatMinutes: <minutes>.`]);
}

/** Throws all problems at once, each with its name in the answers file. */
function checkAnswers(given: Readonly<Record<string, unknown>>): PartialAnswers {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const rules = namesOf(questions).map((name) => {
    const { schema, incomplete = schema } = questions[name];
    return [name, incomplete.optional()] as const;
  });
  const problems = findProblems(z.strictObject(Object.fromEntries(rules)), present);
  if (problems.length > 0)
    throw new UserError(problems.map(({ path, message }) => `${path}: ${withFullStop(message)}`));
  return present;
}
