/** Text that the reader of a command replaces, such as `<days>`. It comes from this project, never from a user or a service. */
export class CommandPlaceholder {
  constructor(readonly text: string) {}
}

/** Letters, digits, space and `. _ @ - / :`, or an index. In single quotes, sh and PowerShell read them alike. A value that
 *  begins with a hyphen would be an option of the command. */
const pasteable = /^(?!-)(?:[A-Za-z0-9 ._@/:-]|\[\d+\])*$/;

/** Whether a value can be part of a command that is safe to paste. */
export function isPasteable(value: string): boolean {
  return pasteable.test(value);
}

/** Writes a command, or the end of one, that is safe to paste: each value is in single quotes. Undefined if a value has a
 *  character that a shell could act on. Then name the setting and the place to edit instead. */
export function shellCommand(
  { raw }: TemplateStringsArray,
  ...values: readonly (string | CommandPlaceholder)[]
): string | undefined {
  const words = values.map(wordOf);
  return words.includes(undefined) ? undefined : String.raw({ raw }, ...words);
}

function wordOf(value: string | CommandPlaceholder): string | undefined {
  const [text, isSafe] =
    value instanceof CommandPlaceholder ? [value.text, !value.text.includes("'")] : [value, isPasteable(value)];
  return isSafe ? `'${text}'` : undefined;
}
