import { Command } from "commander";
import { createArmClient } from "pulumi-lookout-intune/internal/clients/arm/arm-client";
import { interactiveRetries, signInToGraph } from "./connect";
import { isComplete, isStopped } from "./leave/leave-entry";
import { formatLeaving } from "./leave/leave-report";
import { planLeave } from "./leave/plan-leave";
import { action, exitCode, jsonOption, showExamples, type ExitCode, type Run } from "./run-command";
import { readStackConfig } from "./stack/read-stack-config";
import { addStackOptions, type StackOptions } from "./stack/stack-options";
import { readStackState } from "./stack/stack-state";

interface LeaveOptions extends StackOptions {
  readonly json?: boolean;
}

/** `lookout-intune leave`: shows what `pulumi destroy` does to each object. */
export function leaveCommand(): Command {
  const command = addStackOptions(new Command("leave"))
    .description(
      "Show what pulumi destroy does to each object: what is deleted, what is restored, what stays, and what a person " +
        "has to undo. Changes nothing.",
    )
    .addOption(jsonOption())
    .action(action(runLeave));
  return showExamples(
    command,
    { "before a destroy": "leave --stack prod", "for a program": "leave --stack prod --json" },
    [
      "Objects are in the order of a destroy. Exit codes: 0 a destroy goes through, 1 something stops it, 2 the command could not run,",
      "or could not read something.",
    ],
  );
}

async function runLeave({ options, terminal }: Run<LeaveOptions>): Promise<ExitCode> {
  const leaving = await terminal.withProgress("Reading the stack", async (progress) => {
    const [stack, source] = await Promise.all([
      readStackState(options, { withPendingDeletions: true }),
      readStackConfig(options),
    ]);
    const { configuration, session, graph } = await signInToGraph(source);
    progress.print(`Reading the objects of the stack ${stack.stack}`);
    return planLeave({
      stack,
      source,
      graph,
      arm: createArmClient(configuration, { session, retry: interactiveRetries }),
      onMessage: (line) => {
        terminal.detail(line);
      },
    });
  });
  if (options.json === true) {
    terminal.printJson({ stopped: isStopped(leaving), complete: isComplete(leaving), ...leaving });
  } else {
    terminal.printPainted(formatLeaving(leaving, terminal));
  }
  return isStopped(leaving) ? exitCode.failing : isComplete(leaving) ? exitCode.fine : exitCode.couldNotRun;
}
