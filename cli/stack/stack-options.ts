import { Command, Option } from "commander";

/** Options that select a stack, the same as those of pulumi. */
export interface StackOptions {
  readonly stack?: string;
  readonly cwd?: string;
  readonly configFile?: string;
}

/** Adds the options that select a stack. */
export function addStackOptions(command: Command, withoutName = "the one selected in the project"): Command {
  return command
    .option("--stack <name>", `the stack to read (default: ${withoutName})`)
    .option("--cwd <folder>", "folder of the stack's project (default: this one)")
    .addOption(
      new Option("--config-file <file>", "the stack's config file, if it is not Pulumi.<stack>.yaml").env(
        "LOOKOUT_INTUNE_CONFIG_FILE",
      ),
    );
}

/** The arguments that select the stack for pulumi. */
export function stackArguments({ stack, cwd }: StackOptions): string[] {
  return [...(stack === undefined ? [] : ["--stack", stack]), ...(cwd === undefined ? [] : ["--cwd", cwd])];
}

/** Names the stack in messages. */
export function describeStack({ stack }: StackOptions): string {
  return stack === undefined ? "the selected stack" : `the stack ${stack}`;
}
