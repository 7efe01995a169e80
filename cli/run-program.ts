import { CommanderError } from "commander";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { printableText } from "pulumi-lookout-intune/internal/model/printable";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { createProgram } from "./commands";
import { exitCode } from "./run-command";

/** Runs the command with its arguments, and sets the exit code of the process. */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = explain(error);
  }
}

/** Prints why the command failed, and returns its exit code. Commander has already printed its own messages. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.couldNotRun;
  process.stderr.write(`${printableText(textOf(error))}\n`);
  return exitCode.couldNotRun;
}

function textOf(error: unknown): string {
  if (error instanceof UserError || error instanceof ServiceError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
