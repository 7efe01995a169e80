import { quoteByCodePoint, quoteName, withoutHiddenCharacters } from "./hidden-characters";

/** How two names differ that people take for the same, from the smallest difference. */
export const NameDifference = {
  /** Upper and lower case. */
  Case: "case",
  /** An accented letter is one code point in one name (NFC), and a letter with a combining mark in the other (NFD). */
  Composition: "composition",
  /** Spaces, or characters that nobody sees. */
  Hidden: "hidden",
  /** Letters, dashes or quotes that look the same. */
  Shape: "shape",
} as const;
export type NameDifference = (typeof NameDifference)[keyof typeof NameDifference];

const descriptions: Readonly<Record<NameDifference, string>> = {
  case: "the case differs",
  composition: "it looks the same, but accented letters are encoded differently (NFC and NFD)",
  hidden: "it looks the same, but a space or a character that nobody sees differs",
  shape: "it looks the same, but letters, dashes or quotes of another kind differ",
};

/** Describes how names differ, as a clause about the second one. */
export function describeNameDifference(difference: NameDifference): string {
  return descriptions[difference];
}

// A Latin letter, then the Cyrillic and the Greek letters that look like it.
// Source: https://www.unicode.org/Public/security/14.0.0/confusables.txt, their entries for one letter of ASCII. (It has the
// capital I under l, because it ignores case.)
const lookAlikes = [
  "a\u0430\u03b1 A\u0410\u0391 b\u042c B\u0412\u0392 c\u0441 C\u0421 d\u0501 e\u0435\u04bd E\u0415\u0395 F\u03dc G\u050c",
  "h\u04bb H\u041d\u0397 i\u0456\u04cf\u03b9 I\u0406\u04c0\u0399 j\u0458\u03f3 J\u0408\u037f K\u041a\u039a M\u041c\u039c\u03fa",
  "N\u039d o\u043e\u03bf\u03c3 O\u041e\u039f p\u0440\u03c1 P\u0420\u03a1 q\u051b r\u0433 s\u0455 S\u0405 T\u0422\u03a4 u\u03c5",
  "v\u0475\u03bd V\u0474 w\u0461\u051d W\u051c x\u0445 X\u0425\u03a7 y\u0443\u04af\u03b3 Y\u0423\u04ae\u03a5 Z\u0396",
].flatMap((line) => line.split(" "));
const latin = new Map(lookAlikes.flatMap(([letter = "", ...others]) => others.map((one) => [one, letter] as const)));

const onlyAscii = /^[\x20-\x7e]*$/;

/** Quotes a name so that it can be told from one that differs from it. */
export function quoteDifferent(name: string, difference: NameDifference): string {
  return difference === NameDifference.Case ? quoteName(name) : quoteByCodePoint(name);
}

/** The form that names share if people cannot tell them apart: in lower case, without hidden characters and
 *  repeated spaces, with compatible characters as one (NFKC), each dash as a hyphen, each quote as an apostrophe, and Cyrillic
 *  and Greek letters as the Latin letter that they look like. Letters of other alphabets, and groups such as `rn` for `m` or
 *  `0` for `O`, stay as they are: this is a help for people, no defense against an attacker.
 *  Sources: https://www.unicode.org/reports/tr39/ (skeletons), https://www.unicode.org/reports/tr15/ (NFKC) */
export function nameSkeleton(name: string): string {
  return untilStable(name, (text) => {
    if (onlyAscii.test(text)) return collapsed(text.replace(/[`"]/g, "'").toLowerCase());
    const letters = withoutHiddenCharacters(text)
      .normalize("NFKC")
      .replace(/[\p{Pd}\u2212]/gu, "-")
      .replace(/[\u2018-\u201f\u02bc\u2032\u00b4`"]/g, "'")
      .replace(/./gsu, (letter) => latin.get(letter) ?? letter);
    return collapsed(letters.toLowerCase().normalize("NFKC"));
  });
}

/** The form that names share if they differ only in case, in hidden characters, in spaces and in how letters are composed. */
function visibleForm(name: string): string {
  return untilStable(name, (text) => collapsed(withoutHiddenCharacters(text).toLowerCase().normalize("NFC")));
}

function composedForm(name: string): string {
  return name.toLowerCase().normalize("NFC");
}

function collapsed(text: string): string {
  return text.replace(/ +/g, " ").trim();
}

/** One step can make room for another: a letter's lower case may have a compatible form of its own. */
function untilStable(text: string, step: (text: string) => string): string {
  for (let before = text; ;) {
    const after = step(before);
    if (after === before) return after;
    before = after;
  }
}

/** Compares two names: "same" if they are equal code point by code point, how they differ if people take them for the same, or
 *  undefined for two names that people can tell apart. */
export function compareNames(one: string, other: string): NameDifference | "same" | undefined {
  if (one === other) return "same";
  if (one.toLowerCase() === other.toLowerCase()) return NameDifference.Case;
  if (composedForm(one) === composedForm(other)) return NameDifference.Composition;
  if (visibleForm(one) === visibleForm(other)) return NameDifference.Hidden;
  return nameSkeleton(one) === nameSkeleton(other) ? NameDifference.Shape : undefined;
}

/** Two entries of a list whose names people take for the same. */
export interface NameTwins<T> {
  readonly first: T;
  readonly second: T;
  readonly difference: NameDifference;
}

/** Finds entries whose names look the same and are not equal, each with the first such entry before it. */
export function findNameTwins<T>(entries: readonly T[], nameOf: (entry: T) => string): NameTwins<T>[] {
  const bySkeleton = new Map<string, T[]>();
  return entries.flatMap((second) => {
    const name = nameOf(second);
    const skeleton = nameSkeleton(name);
    const alike = bySkeleton.get(skeleton) ?? [];
    bySkeleton.set(skeleton, [...alike, second]);
    for (const first of alike) {
      const difference = compareNames(nameOf(first), name);
      if (difference !== undefined && difference !== "same") return [{ first, second, difference }];
    }
    return [];
  });
}
