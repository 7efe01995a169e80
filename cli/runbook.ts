import { Command, Option } from "commander";
import { writeRunbookPage } from "pulumi-lookout-intune/internal/console/runbook/runbook-html";
import { writeRunbook } from "pulumi-lookout-intune/internal/console/runbook/runbook-markdown";
import { action, jsonOption, showExamples, type Run, exitCode, type ExitCode } from "./run-command";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { chooseFormat, deliver } from "./result-file";
import { findAddition, type Addition } from "./runbook/addition";
import { declaredTasks, declaresSettings, type DeclaredTasks } from "./runbook/declared-tasks";
import { recordedTasks } from "./runbook/recorded-tasks";
import { compareWithConsole } from "pulumi-lookout-intune/internal/resources/lookout-settings/compare-with-console";
import { integratedBefore } from "./stack/integrated-before";
import { readRawConfig, sourceOf } from "./stack/read-stack-config";
import { addStackOptions, describeStack, type StackOptions } from "./stack/stack-options";
import { readStackState, type StackState } from "./stack/stack-state";

/** Formats of the runbook, each with its file extensions. */
const formats = { markdown: ["md", "markdown"], html: ["html", "htm"] } as const;
const writers = { markdown: writeRunbook, html: writeRunbookPage } as const;

interface RunbookOptions extends StackOptions {
  readonly format?: keyof typeof formats;
  readonly output?: string;
  readonly expectNone?: boolean;
  readonly json?: boolean;
}

/** `lookout-intune runbook`: prints the pending manual steps in Lookout's console and in Intune. */
export function runbookCommand(): Command {
  const command = addStackOptions(new Command("runbook"))
    .description(
      "Print the pending manual steps in Lookout's console and in Intune, by the stack's config, also before the first update " +
        "and after a failed one. Read-only.",
    )
    .addOption(new Option("--format <format>", "Markdown, or a page").choices(Object.keys(formats)))
    .option("--output <file>", "write it to a file; .html makes it a page")
    .option("--expect-none", "exit with 1 if a step is pending")
    .addOption(jsonOption())
    .action(action(runRunbook));
  return showExamples(command, {
    "read it": "runbook --stack prod",
    "a page to work through": "runbook --stack prod --output runbook.html",
  });
}

async function runRunbook({ options, terminal }: Run<RunbookOptions>): Promise<ExitCode> {
  const {
    tasks,
    applied,
    step,
    failure: unseen,
  } = await terminal.withProgress("Reading the stack", () => findDue(options));
  const due = tasks.length > 0 || step !== null;
  if (unseen !== undefined)
    terminal.log(`Intune could not be read, so the step for its connector may be missing here: ${unseen}`);
  if (options.json === true) terminal.printJson({ due, tasks, addConnector: step });
  else if (!due) terminal.log("Nothing is due: no manual steps are pending in Lookout's console or in Intune.");
  else {
    if (!applied)
      terminal.log('The stack does not have these settings yet. Run "pulumi up" to create these revisions.');
    const format = chooseFormat(formats, options.format, options.output);
    deliver(writers[format](tasks, step), options.output, terminal);
  }
  return due && options.expectNone === true ? exitCode.failing : exitCode.fine;
}

async function findDue(options: StackOptions): Promise<DeclaredTasks & Addition> {
  const [raw, state] = await Promise.all([readRawConfig(options), readStackState(options, { mayBeEmpty: true })]);
  const declared = declaresSettings(raw)
    ? await declaredTasks(raw, state, process.env)
    : tasksOfProgram(options, state);
  const tasks = integratedBefore(state) ? declared.tasks.map(compareWithConsole) : declared.tasks;
  return { ...declared, tasks, ...(await findAddition(state, sourceOf(raw), process.env)) };
}

/** A custom program has its settings in code, so only its state is known. */
function tasksOfProgram(options: StackOptions, state: StackState): DeclaredTasks {
  if (state.resources.length > 0) return { tasks: recordedTasks(state), applied: true };
  throw new UserError([
    `There is nothing in ${describeStack(options)} yet, and its config declares no settings (lookout-intune:connector and others). If your ` +
      'program has them in code, "pulumi preview" shows its output runbook, if it exports one.',
  ]);
}
