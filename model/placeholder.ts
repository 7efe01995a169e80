const placeholder = /^(r-)?<[^<>@]+>$/;

/** Whether a text is a placeholder that you have yet to replace, such as `<who entered it>` or `r-<from the
 *  runbook>`. A mail address in angle brackets, such as `<ada@contoso.com>`, is not a placeholder. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text.trim());
}

/** Cause and fix for a placeholder. `what` describes the expected value, if the placeholder does not. */
export function placeholderMessage(what?: string): string {
  return `this is a placeholder; ${what ?? "replace it"}`;
}
