import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Everything that is no printable character: a name in somebody's directory must not steer the terminal. Bidirectional controls
 *  are among them, as they can make a line read as another. */
const control = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]+/gu;

/** Most texts are such, and looking closer takes time in a table of all devices. */
const onlyAscii = /^[\x20-\x7e]*$/;

/** A text on one line, without anything that a terminal would act on. */
export function printable(text: string): string {
  return onlyAscii.test(text) ? text.trim() : stripVTControlCharacters(text).replace(control, " ").trim();
}

/** Columns that a terminal needs for it. */
export function widthOf(text: string): number {
  return onlyAscii.test(text) ? text.length : stringWidth(text);
}

/** Breaks a text at blanks into lines of at most `room` columns; a word that is too long, such as a link, stays whole on a line
 *  to itself. */
export function wrap(text: string, room: number): string[] {
  const words = printable(text).replace(/\s+/g, " ");
  if (!Number.isFinite(room)) return [words];
  return wrapAnsi(words, room).split("\n");
}

/** Fills a text with blanks up to a width. */
export function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  const blanks = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "left" ? text + blanks : blanks + text;
}
