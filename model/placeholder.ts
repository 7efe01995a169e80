const placeholder = /^(r-)?<[^<>@]+>$/;

/** Whether a text only stands for a value that somebody has yet to fill in: `<who entered it>`, or `r-<from the runbook>`. An
 *  address as mail programs write it, `<ada@contoso.com>`, is a value. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text.trim());
}

/** What is wrong with a placeholder, and what to do about it. `what` says what belongs there, where the placeholder itself does not. */
export function stillToBeFilledIn(what?: string): string {
  const message = "this is a placeholder, still to be filled in";
  return what === undefined ? message : `${message}; ${what}`;
}
