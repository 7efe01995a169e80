const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, "$1 ***"],
  [/\beyJ[\w-]+(?:\.[\w-]*){0,2}/g, "***"],
  [
    /\b(client_secret|client_assertion|access_token|refresh_token|password)(["']?\s{0,9}[=:]\s{0,9}["']?)[^\s"'&,}]+/gi,
    "$1$2***",
  ],
];

/** Longest text that is searched for credentials and shown, in characters. A service decides how long its error is. */
const longestText = 8 * 1024;

/** Redacts credentials from a text: the given secrets wherever they occur, and anything that looks like a credential. A longer
 *  text than `longest` is cut, after the given secrets are gone, so that no part of one is left at the cut. */
export function redact(text: string, secrets: readonly string[] = [], longest = longestText): string {
  const forms = secrets.filter((secret) => secret !== "").flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const withoutKnown = forms.reduce((result, secret) => result.replaceAll(secret, "***"), text);
  const shown = withoutKnown.length > longest ? `${withoutKnown.slice(0, longest)}…` : withoutKnown;
  return patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), shown);
}
