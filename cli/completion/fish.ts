import type { CompletionSpec, OptionSpec, SubcommandSpec } from "./completion-spec";

/** Writes the completion script for fish. */
export function writeFish({ name, options, subcommands }: CompletionSpec): string {
  const names = subcommands.map((one) => one.name).join(" ");
  return [
    `# fish completion of ${name}`,
    `complete -c ${name} -f`,
    ...subcommands.map(
      (one) => `complete -c ${name} -n '__fish_use_subcommand' -a ${quote(one.name)} -d ${quote(one.description)}`,
    ),
    ...options.map((option) => optionLine(name, `not __fish_seen_subcommand_from ${names}`, option)),
    ...subcommands.flatMap((one) => subcommandLines(name, one)),
    "",
  ].join("\n");
}

function subcommandLines(name: string, { name: subcommand, options, words }: SubcommandSpec): string[] {
  const condition = `__fish_seen_subcommand_from ${subcommand}`;
  return [
    ...(words.length === 0 ? [] : [`complete -c ${name} -n ${quote(condition)} -a ${quote(words.join(" "))}`]),
    ...options.map((option) => optionLine(name, condition, option)),
  ];
}

function optionLine(name: string, condition: string, { flags, description, value }: OptionSpec): string {
  const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(" ");
  return `complete -c ${name} -n ${quote(condition)} ${names} -d ${quote(description)}${takes(value)}`;
}

function takes(value: OptionSpec["value"]): string {
  switch (value.kind) {
    case "none":
      return "";
    case "text":
      return value.optional ? "" : " -x";
    case "file":
      return " -r -F";
    case "folder":
      return " -x -a '(__fish_complete_directories)'";
    case "choices":
      return ` -x -a ${quote(value.choices.join(" "))}`;
  }
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
