import type { Argument, Command, Option } from "commander";

/** What a shell can offer, read from the command itself, so that neither can differ from the other. */
export interface Offer {
  readonly name: string;
  readonly options: readonly OptionOffer[];
  readonly subcommands: readonly SubcommandOffer[];
}

export interface SubcommandOffer {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionOffer[];
  /** What the first argument can be. */
  readonly words: readonly string[];
}

export interface OptionOffer {
  /** `--long`, and `-s` where there is one. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly value: ValueOffer;
}

/** What stands behind an option. */
export type ValueOffer =
  | { readonly kind: "none" }
  /** Something that no shell can know. */
  | { readonly kind: "text"; readonly optional: boolean }
  | { readonly kind: "file" | "folder" }
  | { readonly kind: "choices"; readonly choices: readonly string[] };

/** Reads everything that can be typed. */
export function offerOf(program: Command): Offer {
  const { options } = offerOfCommand(program);
  return { name: program.name(), options, subcommands: program.commands.map(offerOfCommand) };
}

function offerOfCommand(command: Command): SubcommandOffer {
  const help = command.createHelp();
  return {
    name: command.name(),
    description: command.summary() || command.description(),
    options: [...help.visibleOptions(command), ...(command.parent === null ? [] : command.parent.options)]
      .filter(({ hidden }) => !hidden)
      .map(offerOfOption),
    words: command.registeredArguments
      .flatMap(choicesOf)
      .concat(help.visibleCommands(command).map((one) => one.name())),
  };
}

function offerOfOption(option: Option): OptionOffer {
  const flags = [option.short, option.long].filter((flag): flag is string => typeof flag === "string");
  return { flags, description: option.description, value: valueOf(option) };
}

function valueOf({ required, optional, argChoices, flags }: Option): ValueOffer {
  if (!required && !optional) return { kind: "none" };
  if (argChoices !== undefined) return { kind: "choices", choices: argChoices };
  if (flags.includes("<file>")) return { kind: "file" };
  if (flags.includes("<folder>")) return { kind: "folder" };
  return { kind: "text", optional };
}

function choicesOf({ argChoices }: Argument): readonly string[] {
  return argChoices ?? [];
}
