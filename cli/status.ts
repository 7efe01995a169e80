import { Command } from "commander";
import { action, jsonOption, showExamples, type Run, exitCode, type ExitCode } from "./run-command";
import { readStackConfig, sectionIn } from "./stack/read-stack-config";
import { addStackOptions, type StackOptions } from "./stack/stack-options";
import { readStackState } from "./stack/stack-state";
import { loadInputs } from "./status/load-inputs";
import { isDone, isFailing, evaluateSteps } from "./status/evaluate-steps";
import { formatSteps } from "./status/status-report";
import type { Step } from "./status/step";
import { watch } from "./status/watch-status";
import { untilInterrupted, watchOption } from "./watch";

interface StatusOptions extends StackOptions {
  readonly json?: boolean;
  /** In seconds; true for the default. */
  readonly watch?: number | true;
  readonly expectDone?: boolean;
}

/** Seconds between two observations. One takes about two dozen Graph reads and, with a key, five Lookout reads; Lookout allows 100
 *  per minute. */
const defaultInterval = 30;

/** `lookout-intune status`: shows the state of each of the integration's 17 steps. */
export function statusCommand(): Command {
  const command = addStackOptions(new Command("status"))
    .description("Show the state of each integration step, with evidence and its age. Read-only.")
    .addOption(watchOption(defaultInterval))
    .option("--expect-done", "exit with 1 if a step is waiting or unknown; with --watch, end as soon as all are done")
    .addOption(jsonOption())
    .action(action(runStatus));
  return showExamples(
    command,
    {
      "the selected stack": "status",
      "while a ring enrolls": "status --stack prod --watch 15",
      "in a pipeline that continues only if no step is pending": "status --stack prod --expect-done --json",
    },
    [
      "Without a Lookout application key it reports what it cannot know. Before the first update, and after a failed one, it uses the stack's",
      "config and Graph. Exit codes: 0 nothing is failing, 1 something is failing, 2 the command could not run.",
    ],
  );
}

async function runStatus({ options, terminal }: Run<StatusOptions>): Promise<ExitCode> {
  const { json = false, expectDone = false } = options;
  const observe = () =>
    terminal.withProgress("Reading the integration", async (progress) => {
      const source = await readStackConfig(options);
      // A failed update may leave an incomplete state, so the config fills in what is still to be created.
      const mayBeEmpty = sectionIn(source, "accessGroups") !== undefined;
      const stack = await readStackState(options, { mayBeEmpty });
      progress.print(`Reading the integration of the stack ${stack.stack}`);
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
    return evaluate(await watch({ observe, intervalMs, json, signal: untilInterrupted(), isEnough }, terminal));
  }
  const steps = await observe();
  if (json) terminal.printJson({ failing: isFailing(steps), done: isDone(steps), steps });
  else terminal.printPainted(formatSteps(steps, terminal, Date.now()));
  return evaluate(steps);
}
