import { Command, Option } from "commander";

/** Which stack a subcommand looks at, said as pulumi has it said. */
export interface StackOptions {
  readonly stack?: string;
  readonly cwd?: string;
  readonly configFile?: string;
}

/** Adds the options by which a stack is named. */
export function takesStack(command: Command, withoutName = "the one selected in the project"): Command {
  return command
    .option("--stack <name>", `the stack to look at (default: ${withoutName})`)
    .option("--cwd <folder>", "folder of the stack's project (default: this one)")
    .addOption(
      new Option("--config-file <file>", "the stack's config file, if it is not Pulumi.<stack>.yaml").env(
        "LOOKOUT_INTUNE_CONFIG_FILE",
      ),
    );
}

/** How pulumi is told which stack. */
export function stackArguments({ stack, cwd }: StackOptions): string[] {
  return [...(stack === undefined ? [] : ["--stack", stack]), ...(cwd === undefined ? [] : ["--cwd", cwd])];
}

/** The stack for messages. */
export function describeStack({ stack }: StackOptions): string {
  return stack === undefined ? "the selected stack" : `the stack ${stack}`;
}
