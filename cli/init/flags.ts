import type { Command } from "commander";
import type { Question } from "./question";
import { groupQuestions } from "./questions/groups";
import { consoleQuestions, lookoutTenant } from "./questions/lookout";
import { protectionQuestions } from "./questions/protection";

/** Adds the flags of answers for init and import-existing. */
export function addCommonAnswers(command: Command): Command {
  command.option("--answers <file>", "answers file (YAML or JSON); flags override it");
  return addFlags(command, { lookoutTenant, ...groupQuestions, ...consoleQuestions });
}

/** Adds the flags of answers for init, with those that only a new integration needs. */
export function addInitAnswers(command: Command): Command {
  return addFlags(addCommonAnswers(command), protectionQuestions);
}

function addFlags(command: Command, questions: Readonly<Record<string, Question>>): Command {
  for (const { flags } of Object.values(questions)) for (const flag of flags) command.addOption(flag);
  return command;
}
