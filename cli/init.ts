import { Command } from "commander";
import { action, jsonOption, showExamples, type Run, exitCode, type ExitCode } from "./run-command";
import { answersFrom } from "./init/answers";
import { askOnTerminal, isOnTerminal, type Ask } from "./init/ask";
import { findBlockers, findMissingPermissions, formatChecks } from "./doctor/check";
import { areasOf, newConfig } from "./init/new-config";
import { addInitAnswers } from "./init/flags";
import { findGroup } from "./init/find-group";
import {
  answerDefaults,
  askMissing,
  namesOf,
  questions,
  refuseSeparateTenant,
  requireAnswers,
  type Answers,
  type PartialAnswers,
} from "./init/questions";
import { refuseDeviceGroups, resolveGroups } from "./init/resolve";
import { findSignIn, openTenant, type OpenTenant, type SignInFlags } from "./init/open-tenant";
import { nextCommands, signInEntries } from "./stack-file/sign-in-entries";
import {
  openTarget,
  shown,
  addTargetOptions,
  textFor,
  writeTarget,
  type TargetFlags,
} from "./stack-file/stack-file-target";
import type { Terminal } from "./terminal/terminal";

interface InitOptions extends SignInFlags, TargetFlags {
  readonly nonInteractive?: boolean;
  readonly allowMissingPermissions?: boolean;
  readonly json?: boolean;
}

/** The required answers, in the order of the prompts. */
const answerNames = namesOf(questions);

/** `lookout-intune init`: checks a real tenant and writes the config of a stack for it. */
export function initCommand(): Command {
  const command = addInitAnswers(addTargetOptions(new Command("init")))
    .description(
      "Write a stack's config for your tenant. Prompts for missing answers, checks the tenant, and does not change it.",
    )
    .option("--tenant-id <id>", "directory (tenant) id (default: ARM_TENANT_ID)")
    .option("--client-id <id>", "application (client) id to sign in with (default: ARM_CLIENT_ID)")
    .option("--non-interactive", "do not prompt; a missing answer is an error")
    .option("--allow-missing-permissions", "write the file even if permissions are missing, and list them")
    .addOption(jsonOption())
    .action(action(runInit));
  return showExamples(
    command,
    {
      "with prompts on the terminal": "init dev",
      "with an answers file, in a pipeline": "init prod --non-interactive --answers answers.yaml",
      "show the config without writing it": "init dev --stdout",
    },
    [
      "A setting without a known default needs an answer: by prompt, flag or file. Keys of the answers file:",
      ...answerNames.map(
        (name) => `  ${[name, questions[name].members].join(" ").trimEnd()}: ${questions[name].meaning}`,
      ),
      "Exit codes: 0 written, 1 a check of the tenant failed and nothing was written, 2 the command could not run.",
    ],
  );
}

async function runInit({ options, args, terminal }: Run<InitOptions>): Promise<ExitCode> {
  const [stack = ""] = args;
  const target = openTarget(stack, options);
  const given = answersFrom(options);
  refuseSeparateTenant(given);
  const ask = options.nonInteractive !== true && isOnTerminal() ? await askOnTerminal() : undefined;
  if (ask === undefined) requireAnswers({ ...answerDefaults, ...given }, answerNames);
  const source = await findSignIn(options, process.env, ask);
  const { tenant, checks } = await terminal.withProgress("Checking the tenant", () =>
    openTenant(source, process.env, [], undefined),
  );
  const blockers = findBlockers(checks);
  if (tenant === undefined || blockers.length > 0) return refuse(terminal, options, formatChecks(blockers));

  const answers = await complete(tenant, given, ask);
  const groups = await resolveGroups(tenant.graph, answers);
  if (groups.problems.length > 0) return refuse(terminal, options, groups.problems);
  const project = newConfig(answers, groups);
  const devices =
    project.compliance === undefined ? [] : await refuseDeviceGroups(tenant.graph, groups.enrollmentGroups);
  if (devices.length > 0) return refuse(terminal, options, devices);
  const missing = formatChecks(findMissingPermissions(checks, areasOf(project)));
  if (missing.length > 0 && options.allowMissingPermissions !== true) {
    return refuse(terminal, options, [...missing, "--allow-missing-permissions writes the file anyway."]);
  }

  const parts = { signIn: signInEntries(tenant.configuration), project };
  const text = textFor(target, parts, [
    `The stack ${stack}, written by lookout-intune init. You can edit everything here.`,
  ]);
  if (options.stdout === true) {
    terminal.print(text);
    for (const name of groups.names) terminal.log(name);
    return exitCode.fine;
  }
  writeTarget(target, text);
  const next = nextCommands(stack, tenant.configuration);
  if (options.json === true) terminal.printJson({ file: target.file, missing, names: groups.names, next });
  else terminal.print(logWritten(target.file, missing, groups.names, next));
  return exitCode.fine;
}

/** Prompts for missing answers, or throws if there is no terminal. */
async function complete(tenant: OpenTenant, given: PartialAnswers, ask: Ask | undefined): Promise<Answers> {
  if (ask === undefined) return { ...answerDefaults, ...given } as Answers;
  const checkGroup = async (group: string, mayCreate: boolean) => {
    const found = await findGroup(tenant.graph, group, mayCreate);
    return "problem" in found ? found.problem : undefined;
  };
  return (await askMissing({ ask, checkGroup }, given, answerNames)) as Answers;
}

/** Reports the problems of the tenant, and that nothing was written. */
function refuse(terminal: Terminal, { json = false }: InitOptions, problems: readonly string[]): ExitCode {
  if (json) terminal.printJson({ problems });
  else terminal.print(["Nothing was written:", ...problems, ""].join("\n"));
  return exitCode.failing;
}

function logWritten(
  file: string,
  missing: readonly string[],
  names: readonly string[],
  next: readonly string[],
): string {
  return [
    `Wrote ${shown(file)}. It contains no secrets.`,
    ...(missing.length === 0 ? [] : ["", "Still missing:", ...missing]),
    ...(names.length === 0 ? [] : ["", "Names:", ...names]),
    "",
    "Next:",
    ...next.map((command) => `  ${command}`),
    "",
  ].join("\n");
}
