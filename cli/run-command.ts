import { Command, Option } from "commander";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { type ExitCode } from "./exit-code";
import { createTerminal, type Loudness, type Terminal } from "./terminal/terminal";

/** One run of a subcommand: what it was given, and where it writes. */
export interface Run<Options> {
  readonly options: Options;
  readonly args: readonly string[];
  readonly terminal: Terminal;
}

/** Makes commander's action of what a subcommand does: a function that gives the exit code. With `--json`, why a command
 *  could not run is JSON too: `{"problems": [...]}`. */
export function action<Options extends object>(act: (run: Run<Options>) => Promise<ExitCode>) {
  return async (...given: unknown[]): Promise<void> => {
    const command = given.at(-1) as Command;
    const options = command.optsWithGlobals<Options & Loudness & { readonly json?: boolean }>();
    const terminal = createTerminal(process, options);
    try {
      process.exitCode = await act({ options, args: command.args, terminal });
    } catch (error) {
      if (options.json === true && error instanceof UserError) terminal.printJson({ problems: error.problems });
      throw error;
    }
  };
}

/** Options that every subcommand takes, before or after its name. */
export const loudnessOptions = [
  new Option("-q, --quiet", "write the result only, no progress").conflicts("verbose"),
  new Option("-v, --verbose", "tell on standard error what is being done"),
];

/** For every subcommand with a result that a program may want. */
export function jsonOption(): Option {
  return new Option("--json", "write the result as JSON");
}

/** Examples below the help of a subcommand: what somebody wants, and how the command is then called. */
export function showExamples(
  command: Command,
  examples: Readonly<Record<string, string>>,
  notes: readonly string[] = [],
) {
  const lines = Object.entries(examples).flatMap(([want, call]) => [`  # ${want}`, `  $ lookout-intune ${call}`]);
  return command.addHelpText(
    "after",
    ["", "Examples:", ...lines, ...(notes.length > 0 ? ["", ...notes] : [])].join("\n"),
  );
}
