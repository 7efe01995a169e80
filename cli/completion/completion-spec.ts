import type { Argument, Command, Option } from "commander";

/** What a shell can complete. It is read from the command itself, so the two cannot differ. */
export interface CompletionSpec {
  readonly name: string;
  readonly options: readonly OptionSpec[];
  readonly subcommands: readonly SubcommandSpec[];
}

export interface SubcommandSpec {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionSpec[];
  /** Allowed values of the first argument. */
  readonly words: readonly string[];
}

export interface OptionSpec {
  /** `--long`, and `-s` if the option has a short form. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly value: ValueSpec;
}

/** The value that an option takes. */
export type ValueSpec =
  | { readonly kind: "none" }
  /** Free text, which a shell cannot complete. */
  | { readonly kind: "text"; readonly optional: boolean }
  | { readonly kind: "file" | "folder" }
  | { readonly kind: "choices"; readonly choices: readonly string[] };

/** Reads all subcommands, options and their values from the program. */
export function completionSpecOf(program: Command): CompletionSpec {
  const { options } = commandSpecOf(program);
  return { name: program.name(), options, subcommands: program.commands.map(commandSpecOf) };
}

function commandSpecOf(command: Command): SubcommandSpec {
  const help = command.createHelp();
  return {
    name: command.name(),
    description: command.summary() || command.description(),
    options: [...help.visibleOptions(command), ...(command.parent === null ? [] : command.parent.options)]
      .filter(({ hidden }) => !hidden)
      .map(optionSpecOf),
    words: command.registeredArguments
      .flatMap(choicesOf)
      .concat(help.visibleCommands(command).map((one) => one.name())),
  };
}

function optionSpecOf(option: Option): OptionSpec {
  const flags = [option.short, option.long].filter((flag): flag is string => typeof flag === "string");
  return { flags, description: option.description, value: valueOf(option) };
}

function valueOf({ required, optional, argChoices, flags }: Option): ValueSpec {
  if (!required && !optional) return { kind: "none" };
  if (argChoices !== undefined) return { kind: "choices", choices: argChoices };
  if (flags.includes("<file>")) return { kind: "file" };
  if (flags.includes("<folder>")) return { kind: "folder" };
  return { kind: "text", optional };
}

function choicesOf({ argChoices }: Argument): readonly string[] {
  return argChoices ?? [];
}
