import type { CompletionSpec, OptionSpec, SubcommandSpec } from "./completion-spec";

/** Writes the completion script for bash. It does not need the bash-completion package, so it also works in bash 3. */
export function writeBash({ name, options, subcommands }: CompletionSpec): string {
  const names = subcommands.map((one) => one.name);
  return `# bash completion of ${name}
_lookout_intune() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${names.join("|")}) command="$word"; break ;; esac
  done
  COMPREPLY=()
  case "$command $previous" in
${subcommands.flatMap(valueCases).join("\n")}
  esac
  case "$command" in
    "") words=${quote([...names, ...flagsOf(options)].join(" "))} ;;
${subcommands.map((one) => `    ${one.name}) words=${quote([...one.words, ...flagsOf(one.options)].join(" "))} ;;`).join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _lookout_intune ${name}
`;
}

/** Completes the value of an option. */
function valueCases({ name, options }: SubcommandSpec): string[] {
  return options.flatMap(({ flags, value }) => {
    const pattern = flags.map((flag) => `"${name} ${flag}"`).join("|");
    switch (value.kind) {
      case "none":
        return [];
      case "text":
        // The value is optional, so an option may follow as well.
        return value.optional ? [] : [`    ${pattern}) return ;;`];
      case "file":
        return [fileCase(pattern, "-f")];
      case "folder":
        return [fileCase(pattern, "-d")];
      case "choices":
        return [`    ${pattern}) COMPREPLY=($(compgen -W ${quote(value.choices.join(" "))} -- "$current")); return ;;`];
    }
  });
}

/** File names can contain spaces. The bash that ships with macOS does not have `compopt`. */
function fileCase(pattern: string, action: "-f" | "-d"): string {
  return `    ${pattern}) local IFS=$'\\n'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen ${action} -- "$current")); return ;;`;
}

function flagsOf(options: readonly OptionSpec[]): string[] {
  return options.flatMap(({ flags }) => flags);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
