import type { CompletionSpec, OptionSpec, SubcommandSpec } from "./completion-spec";

/** Writes the completion script for zsh. You can source it, or save it as `_lookout-intune` in a folder of $fpath. */
export function writeZsh({ name, options, subcommands }: CompletionSpec): string {
  return `#compdef ${name}
# zsh completion of ${name}
_lookout-intune() {
  local curcontext="$curcontext" state line
  local -a commands
  commands=(
${subcommands.map((one) => `    ${quote(`${one.name.replaceAll(":", "\\:")}:${one.description}`)}`).join("\n")}
  )
  _arguments -C \\
${options.map((option) => `    ${specOf(option)} \\`).join("\n")}
    '1:command:->command' \\
    '*::argument:->arguments'
  case "$state" in
    command) _describe command commands ;;
    arguments)
      case "$line[1]" in
${subcommands.map(caseOf).join("\n")}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = "_lookout-intune" ]; then
  _lookout-intune "$@"
else
  compdef _lookout-intune ${name}
fi
`;
}

function caseOf({ name, options, words }: SubcommandSpec): string {
  const specs = [...options.map(specOf), ...(words.length === 0 ? [] : [quote(`1:argument:(${words.join(" ")})`)])];
  return `        ${name}) _arguments ${specs.join(" ")} ;;`;
}

function specOf({ flags, description, value }: OptionSpec): string {
  const text = description.replace(/[[\]\\:]/g, "\\$&");
  const takes = (() => {
    switch (value.kind) {
      case "none":
        return "";
      case "text":
        return value.optional ? "::value: " : ":value: ";
      case "file":
        return ":file:_files";
      case "folder":
        return ":folder:_files -/";
      case "choices":
        return `:choice:(${value.choices.join(" ")})`;
    }
  })();
  const [only, ...others] = flags;
  if (only !== undefined && others.length === 0) return quote(`${only}[${text}]${takes}`);
  return `${quote(`(${flags.join(" ")})`)}{${flags.join(",")}}${quote(`[${text}]${takes}`)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
