/** What a hidden character does to a name. */
export type HiddenKind =
  /** Ends a line, controls a terminal, reorders the text around it, or is half of a character. No name may have it. */
  | "control"
  /** Takes no room: joiners, direction marks, variation selectors, soft hyphens, tags. Names of emoji, and names in Persian,
   *  Hebrew or an Indic script, may need one. */
  | "invisible"
  /** Looks like the space U+0020 or like nothing, but is another character. */
  | "space"
  /** Combines with the character before it, and there is none. */
  | "mark";

/** A character that people do not see, or take for another one. */
export interface HiddenCharacter {
  readonly kind: HiddenKind;
  readonly character: string;
  /** Such as `U+200B`. */
  readonly codePoint: string;
  /** Its position in the text, counted in code points from 1. */
  readonly position: number;
}

// U+2800 is a sign without dots. No property of Unicode marks it as blank.
const hidden =
  /[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}|(?<=^|[\p{Z}\p{Cc}\p{Cs}])\p{M}/gu;

// Embeddings, overrides and isolates reorder what follows them. The direction marks U+200E, U+200F and U+061C do not.
const control = /^[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]$/u;
const invisible = /^[\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
const blank = /^[\p{Zs}\u2800\u115f\u1160\u3164\uffa0]$/u;

/** Fast path: most names are ASCII. */
const onlyPlain = /^[\x20-\x7e]*$/;

/** Finds every character of a text that people do not see, or take for another one, in order. Visible letters that look like
 *  others are no hidden characters: see `compareNames`.
 *  Source: https://www.unicode.org/reports/tr44/ (general categories Cc, Cf, Cs, Zl, Zp, Zs, and Default_Ignorable_Code_Point) */
export function findHiddenCharacters(text: string): HiddenCharacter[] {
  if (onlyPlain.test(text)) return [];
  return [...text.matchAll(hidden)].map(({ 0: character, index }) => ({
    kind: kindOf(character),
    character,
    codePoint: codePointOf(character),
    position: Array.from(text.slice(0, index)).length + 1,
  }));
}

function kindOf(character: string): HiddenKind {
  if (control.test(character)) return "control";
  if (blank.test(character)) return "space";
  return invisible.test(character) ? "invisible" : "mark";
}

function codePointOf(character: string): string {
  return `U+${hexOf(character).padStart(4, "0")}`;
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
}

/** Unicode's names of those that turn up in names: typed by mistake, or copied from a web page, a table or a chat. */
const names: Readonly<Record<string, string>> = {
  "U+0009": "tab",
  "U+000A": "line feed",
  "U+000D": "carriage return",
  "U+00A0": "no-break space",
  "U+00AD": "soft hyphen",
  "U+061C": "Arabic letter mark",
  "U+200B": "zero width space",
  "U+200C": "zero width non-joiner",
  "U+200D": "zero width joiner",
  "U+200E": "left-to-right mark",
  "U+200F": "right-to-left mark",
  "U+2028": "line separator",
  "U+2029": "paragraph separator",
  "U+202F": "narrow no-break space",
  "U+2060": "word joiner",
  "U+2800": "Braille pattern blank",
  "U+3000": "ideographic space",
  "U+3164": "Hangul filler",
  "U+FE0F": "variation selector-16",
  "U+FEFF": "zero width no-break space",
};

const kindNames: Readonly<Record<HiddenKind, string>> = {
  control: "a control character",
  invisible: "an invisible character",
  space: "another blank than the space",
  mark: "a combining mark with nothing to combine with",
};

const shownAtMost = 3;

/** Names hidden characters with code point and position: `U+200B (zero width space) at position 8`. */
export function describeHiddenCharacters(found: readonly HiddenCharacter[]): string {
  const listed = found
    .slice(0, shownAtMost)
    .map(
      ({ kind, codePoint, position }) =>
        `${codePoint} (${names[codePoint] ?? kindNames[kind]}) at position ${position}`,
    );
  const more = found.length - listed.length;
  return [...listed, ...(more > 0 ? [`${more} more`] : [])].join(", ").replace(/, (?=[^,]*$)/, " and ");
}

/** Removes hidden characters, and writes each blank as one space. */
export function withoutHiddenCharacters(text: string): string {
  if (onlyPlain.test(text)) return text;
  return text.replace(hidden, (character) => (isBlank(character) ? " " : ""));
}

function isBlank(character: string): boolean {
  return /\s/.test(character) || blank.test(character);
}

/** A name in quotes, on one line, with hidden characters as escapes: `"Lookout\u200Bpilot"`. It is a string of JSON and of YAML,
 *  so it can be copied into a stack's config. A character beyond U+FFFF gets an escape of YAML, such as `\U000E0067`. */
export function quoteName(name: string): string {
  return quote(name, hidden);
}

/** A text on one line: what ends a line or controls a terminal is an escape. */
export function onOneLine(text: string): string {
  return onlyPlain.test(text)
    ? text
    : text.replace(hidden, (character) => (kindOf(character) === "control" ? escapeOf(character) : character));
}

/** A name in quotes with everything beyond ASCII as an escape, to distinguish it from a name that looks the same. */
export function quoteByCodePoint(name: string): string {
  return quote(name, /[^\x20-\x7e]/gu);
}

function quote(name: string, escaped: RegExp): string {
  let quoted = "";
  let end = 0;
  for (const { 0: character, index } of name.matchAll(escaped)) {
    quoted += inJson(name.slice(end, index)) + escapeOf(character);
    end = index + character.length;
  }
  return `"${quoted}${inJson(name.slice(end))}"`;
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function escapeOf(character: string): string {
  const escape = inJson(character);
  if (escape.startsWith("\\")) return escape;
  const hex = hexOf(character);
  return hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
