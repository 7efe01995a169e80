import { Argument, Command } from "commander";
import { action, showExamples, type Run, exitCode, type ExitCode } from "./run-command";
import { writeBash } from "./completion/bash";
import { writeFish } from "./completion/fish";
import { completionSpecOf } from "./completion/completion-spec";
import { writeZsh } from "./completion/zsh";

const writers = { bash: writeBash, zsh: writeZsh, fish: writeFish } as const;
type Shell = keyof typeof writers;

/** `lookout-intune completion`: prints a completion script for the subcommands and options of this release. */
export function completionCommand(): Command {
  const command = new Command("completion");
  command
    .description("Print a shell completion script for subcommands and options.")
    .addArgument(new Argument("<shell>", "the shell").choices(Object.keys(writers)))
    .action(action((run: Run<object>) => Promise.resolve(printScript(command, run))));
  return showExamples(command, {
    "in ~/.bashrc": 'completion bash (as: eval "$(lookout-intune completion bash)")',
    "in ~/.zshrc, after compinit": 'completion zsh (as: eval "$(lookout-intune completion zsh)")',
    "once, for fish": "completion fish > ~/.config/fish/completions/lookout-intune.fish",
  });
}

function printScript({ parent }: Command, { args, terminal }: Run<object>): ExitCode {
  if (parent === null) throw new Error("The subcommand has no parent command.");
  terminal.print(writers[args[0] as Shell](completionSpecOf(parent)));
  return exitCode.fine;
}
