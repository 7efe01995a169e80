import { Command, Option } from "commander";
import {
  consoleOrder,
  dynamicTypes,
  writeRunbook,
  writeRunbookPage,
  type ConsoleTask,
  type DynamicType,
  type EvidenceSubject,
} from "../domain";
import { action, jsonOption, showExamples, type Run } from "./action";
import { exitCode, type ExitCode } from "./exit-code";
import { chooseFormat, deliver } from "./result-file";
import { findAddition } from "./runbook/addition";
import { readStackConfig } from "./stack/config";
import { takesStack, type StackOptions } from "./stack/options";
import { readStackState, type StackState } from "./stack/state";

/** Formats of the runbook, and the endings of their files. */
const formats = { markdown: ["md", "markdown"], html: ["html", "htm"] } as const;
const writers = { markdown: writeRunbook, html: writeRunbookPage } as const;

interface RunbookOptions extends StackOptions {
  readonly format?: keyof typeof formats;
  readonly output?: string;
  readonly expectNone?: boolean;
  readonly json?: boolean;
}

/** `lookout-intune runbook`: what a person has to enter in Lookout's console now, and to add in Intune. */
export function runbookCommand(): Command {
  const command = takesStack(new Command("runbook"))
    .description("Print what a person has to enter in Lookout's console and to add in Intune now, if anything.")
    .addOption(new Option("--format <format>", "Markdown, or a page").choices(Object.keys(formats)))
    .option("--output <file>", "write it to a file; .html makes it a page")
    .option("--expect-none", "end with 1 when something is to be done")
    .addOption(jsonOption())
    .action(action(runRunbook));
  return showExamples(command, {
    "read it": "runbook --stack prod",
    "a page to work through": "runbook --stack prod --output runbook.html",
  });
}

async function runRunbook({ options, terminal }: Run<RunbookOptions>): Promise<ExitCode> {
  const { tasks, addition } = await terminal.during("Reading the stack", async () => {
    const [stack, source] = await Promise.all([readStackState(options), readStackConfig(options)]);
    return { tasks: tasksIn(stack), addition: await findAddition(stack, source, process.env) };
  });
  const { step, unseen } = addition;
  const due = tasks.length > 0 || step !== null;
  if (unseen !== undefined)
    terminal.tell(`Intune could not be looked at, so its connector may be missing here: ${unseen}`);
  if (options.json === true) terminal.printJson({ due, tasks, addConnector: step });
  else if (!due)
    terminal.tell("Nothing is due: nothing is left to be entered in Lookout's console or added in Intune.");
  else {
    const format = chooseFormat(formats, options.format, options.output);
    deliver(writers[format](tasks, step), options.output, terminal);
  }
  return due && options.expectNone === true ? exitCode.failing : exitCode.fine;
}

const types = {
  connector: "LookoutConnector",
  enrollmentSettings: "LookoutEnrollmentSettings",
  threatClassifications: "LookoutThreatClassifications",
  notificationPreferences: "LookoutNotificationPreferences",
} as const satisfies Record<EvidenceSubject, DynamicType>;

/** What was not acknowledged yet, and what evidence contradicts, in the order of the integration. */
function tasksIn({ resources }: StackState): ConsoleTask[] {
  const outputs = (type: DynamicType) => resources.find((one) => one.type === dynamicTypes[type])?.outputs;
  const repairs = (outputs("LookoutEvidence")?.consoleTasks ?? {}) as Partial<
    Record<EvidenceSubject, ConsoleTask | null>
  >;
  return consoleOrder.flatMap((subject) => {
    const settings = outputs(types[subject]);
    if (settings === undefined) return [];
    const task = (settings.consoleTask ?? repairs[subject] ?? null) as ConsoleTask | null;
    return task === null ? [] : [task];
  });
}
