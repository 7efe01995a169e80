import { Command, Option } from "commander";
import { captureWaits } from "pulumi-lookout-intune/internal/clients/wait-notice";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { createTerminal, type Verbosity, type Terminal } from "./terminal/terminal";

/** Exit codes of the command. */
export const exitCode = {
  fine: 0,
  /** The command ran, and found a failure or a difference. */
  failing: 1,
  /** The command could not run: wrong usage, no credentials, or a failed read. */
  couldNotRun: 2,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** One run of a subcommand: its options, arguments and terminal. */
export interface Run<Options> {
  readonly options: Options;
  readonly args: readonly string[];
  readonly terminal: Terminal;
}

/** Creates a commander action from a function that returns the exit code. With `--json`, errors are JSON, too:
 *  `{"problems": [...]}`. */
export function action<Options extends object>(act: (run: Run<Options>) => Promise<ExitCode>) {
  return async (...given: unknown[]): Promise<void> => {
    const command = given.at(-1) as Command;
    const options = command.optsWithGlobals<Options & Verbosity & { readonly json?: boolean }>();
    const terminal = createTerminal(process, options);
    captureWaits((line) => {
      terminal.log(line);
    });
    try {
      process.exitCode = await act({ options, args: command.args, terminal });
    } catch (error) {
      if (options.json === true && error instanceof UserError) terminal.printJson({ problems: error.problems });
      throw error;
    }
  };
}

/** Options of every subcommand, before or after its name. */
export const verbosityOptions = [
  new Option("-q, --quiet", "write only the result, no progress").conflicts("verbose"),
  new Option("-v, --verbose", "log details to standard error"),
];

/** For every subcommand with a machine-readable result. */
export function jsonOption(): Option {
  return new Option("--json", "write the result as JSON");
}

/** Adds examples to the help of a subcommand: purpose and command line. */
export function showExamples(
  command: Command,
  examples: Readonly<Record<string, string>>,
  notes: readonly string[] = [],
) {
  const lines = Object.entries(examples).flatMap(([purpose, call]) => [`  # ${purpose}`, `  $ lookout-intune ${call}`]);
  return command.addHelpText(
    "after",
    ["", "Examples:", ...lines, ...(notes.length > 0 ? ["", ...notes] : [])].join("\n"),
  );
}
