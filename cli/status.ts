import { Command } from "commander";
import { action, jsonOption, showExamples, type Run } from "./run-command";
import { exitCode, type ExitCode } from "./exit-code";
import { readStackConfig, sectionIn } from "./stack/config";
import { takesStack, type StackOptions } from "./stack/options";
import { readStackState } from "./stack/state";
import { loadInputs } from "./status/load-inputs";
import { isDone, isFailing, evaluateSteps } from "./status/evaluate";
import { formatSteps } from "./status/report";
import type { Step } from "./status/step";
import { watch } from "./status/watch";
import { untilInterrupted, watchOption } from "./watch";

interface StatusOptions extends StackOptions {
  readonly json?: boolean;
  /** Seconds; true for the default. */
  readonly watch?: number | true;
  readonly expectDone?: boolean;
}

/** Seconds between two looks. A look is about two dozen reads of Graph and, with a key, five of Lookout, which takes 100 a minute. */
const defaultInterval = 30;

/** `lookout-intune status`: where each of the integration's 17 steps stands. */
export function statusCommand(): Command {
  const command = takesStack(new Command("status"))
    .description("Say where each step of the integration stands, with the evidence and its age. Only reads.")
    .addOption(watchOption(defaultInterval))
    .option(
      "--expect-done",
      "also end with 1 when a step waits or is unknown; with --watch, end as soon as all are done",
    )
    .addOption(jsonOption())
    .action(action(runStatus));
  return showExamples(
    command,
    {
      "the selected stack": "status",
      "while a ring enrolls": "status --stack prod --watch 15",
      "in a pipeline, which goes on only when nobody is waited for": "status --stack prod --expect-done --json",
    },
    [
      "Without a Lookout application key it says what it cannot know. After an update that failed, and before the first, it goes by the stack's",
      "config and by what Graph shows. Exit codes: 0 nothing is failing, 1 something is, 2 the command could not run.",
    ],
  );
}

async function runStatus({ options, terminal }: Run<StatusOptions>): Promise<ExitCode> {
  const { json = false, expectDone = false } = options;
  const look = () =>
    terminal.during("Looking at the integration", async (progress) => {
      const source = await readStackConfig(options);
      // An update that failed may have left little or nothing, and then the config tells what is to come.
      const mayBeEmpty = sectionIn(source, "accessGroups") !== undefined;
      const stack = await readStackState(options, { mayBeEmpty });
      progress.print(`Looking at the integration of the stack ${stack.stack}`);
      return evaluateSteps(
        await loadInputs({
          stack,
          source,
          environment: process.env,
          onMessage: (line) => {
            terminal.detail(line);
          },
        }),
      );
    });
  const evaluate = (steps: readonly Step[]) =>
    isFailing(steps) || (expectDone && !isDone(steps)) ? exitCode.failing : exitCode.fine;

  if (options.watch !== undefined) {
    const intervalMs = (options.watch === true ? defaultInterval : options.watch) * 1000;
    const isEnough = (steps: readonly Step[]) => expectDone && isDone(steps);
    return evaluate(await watch({ look, intervalMs, json, signal: untilInterrupted(), isEnough }, terminal));
  }
  const steps = await look();
  if (json) terminal.printJson({ failing: isFailing(steps), done: isDone(steps), steps });
  else terminal.print(formatSteps(steps, terminal, Date.now()));
  return evaluate(steps);
}
