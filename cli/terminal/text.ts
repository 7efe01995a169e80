import { printable } from "pulumi-lookout-intune/internal/model/printable";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Fast path: most texts are ASCII, and a table of all devices has many. */
const onlyAscii = /^[\x20-\x7e]*$/;

/** Width of a text in terminal columns. */
export function widthOf(text: string): number {
  return onlyAscii.test(text) ? text.length : stringWidth(text);
}

/** Wraps a text at spaces into lines of at most `room` columns. A longer word, such as a link, gets its own line. */
export function wrap(text: string, room: number): string[] {
  const words = printable(text).replace(/\s+/g, " ");
  if (!Number.isFinite(room)) return [words];
  return wrapAnsi(words, room).split("\n");
}

/** Pads a text with spaces to a width. */
export function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  const blanks = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "left" ? text + blanks : blanks + text;
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** Formats an age in its largest full unit: "5 minutes ago". */
export function formatAge(at: string, now: number): string {
  const ms = now - Date.parse(at);
  if (Number.isNaN(ms)) return "";
  if (ms < 60_000) return "now";
  const [unit, length] = units.find(([, one]) => ms >= one) ?? units[2];
  const count = Math.floor(ms / length);
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
