const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, "$1 ***"],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, "***"],
  [
    /\b(client_secret|client_assertion|access_token|refresh_token|password)(["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
    "$1$2***",
  ],
];

/** Redacts credentials from a text: the given secrets wherever they occur, and anything that looks like a credential. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const forms = secrets.filter((secret) => secret !== "").flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const withoutKnown = forms.reduce((result, secret) => result.replaceAll(secret, "***"), text);
  return patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), withoutKnown);
}
