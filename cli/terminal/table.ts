import type { Color, Paint } from "./paint";
import { printable } from "pulumi-lookout-intune/internal/model/printable";
import { pad, widthOf, wrap } from "./text";

export interface Column {
  /** Omitted in tables without headings. */
  readonly heading?: string;
  /** Default: left. Use right for numbers. */
  readonly align?: "left" | "right";
  /** Whether texts may wrap if the table is too wide. */
  readonly wraps?: boolean;
}

/** Text of a cell with an optional color. */
export type Text = string | { readonly text: string; readonly color: Color };
/** One text, or several lines of text. */
export type Cell = Text | readonly Text[];
export type Row = readonly Cell[];

export interface Surface {
  /** Columns of the terminal; Infinity disables wrapping. */
  readonly width: number;
  readonly paint: Paint;
}

const gap = 2;
/** Minimum readable width of a column. */
const narrowest = 24;
/** A column must fit words up to this length, such as a GUID in parentheses. A longer link may overflow. */
const longestWord = 45;

/** Formats a table within the width. Wrapping columns share the space that the others leave. If that is too little, their texts
 *  go below the rest of the row. Ends with a line break; a table without rows is empty. */
export function formatTable(columns: readonly Column[], rows: readonly Row[], { width, paint }: Surface): string {
  if (rows.length === 0) return "";
  const natural = columns.map((column, at) =>
    widest([
      widthOf(column.heading ?? ""),
      ...rows.flatMap((row) => textsOf(row[at]).map((text) => widthOf(plain(text)))),
    ]),
  );
  const least = columns.map((_, at) => widest([narrowest, ...rows.flatMap((row) => wordWidths(row[at]))]));
  const room = shareRoom(columns, natural, least, width);
  const heading = columns.some((column) => column.heading !== undefined)
    ? [columns.map((column): Cell => ({ text: column.heading ?? "", color: "bold" }))]
    : [];
  const lines =
    room === undefined
      ? rows.flatMap((row) => stacked(columns, row, natural, width, paint))
      : [...heading, ...rows].flatMap((row) => sideBySide(columns, row, room, paint));
  return lines.map((line) => `${line}\n`).join("");
}

/** The width of each column; undefined if wrapping columns would be too narrow. */
function shareRoom(
  columns: readonly Column[],
  natural: readonly number[],
  least: readonly number[],
  width: number,
): readonly number[] | undefined {
  const fixed = natural.filter((_, at) => columns[at]?.wraps !== true);
  const gaps = gap * (columns.length - 1);
  let left = width - gaps - fixed.reduce((sum, one) => sum + one, 0);
  const room = [...natural];
  // Narrowest first, so that the wider columns share the space that it does not need.
  const wrapping = natural.flatMap((one, at) => (columns[at]?.wraps === true ? [{ one, at }] : []));
  wrapping.sort((a, b) => a.one - b.one);
  for (const [done, { one, at }] of wrapping.entries()) {
    const share = Math.min(one, Math.floor(left / (wrapping.length - done)));
    if (share < Math.min(one, least[at] ?? narrowest)) return undefined;
    room[at] = share;
    left -= share;
  }
  return room;
}

function sideBySide(columns: readonly Column[], row: Row, room: readonly number[], paint: Paint): string[] {
  const cells = columns.map((column, at) => linesOf(row[at], column.wraps === true ? (room[at] ?? 0) : Infinity));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => {
    const texts = cells.map((cell, at) => {
      const text = cell[line] ?? "";
      // Color only the text. Trim spaces after the last column.
      const filled = pad(plain(text), room[at] ?? 0, columns[at]?.align);
      return painted(filled, text, paint);
    });
    return texts.join(" ".repeat(gap)).trimEnd();
  });
}

function stacked(columns: readonly Column[], row: Row, natural: readonly number[], width: number, paint: Paint) {
  const kept = columns.map((column, at) => ({ column, at })).filter(({ column }) => column.wraps !== true);
  const head = kept.map(({ at }) => row[at] ?? "");
  const heads = sideBySide(
    kept.map(({ column }) => column),
    head,
    kept.map(({ at }) => natural[at] ?? 0),
    paint,
  );
  const below = columns.flatMap((column, at) =>
    column.wraps === true ? linesOf(row[at], Math.max(width - gap, 1)).filter((text) => plain(text) !== "") : [],
  );
  return [...heads, ...below.map((text) => " ".repeat(gap) + painted(plain(text), text, paint))];
}

/** Maximum of a list of any length. Math.max fails for very many arguments. */
function widest(widths: readonly number[]): number {
  return widths.reduce((widestYet, one) => Math.max(widestYet, one), 0);
}

/** Widths of the words that must not overflow. */
function wordWidths(cell: Cell | undefined): number[] {
  const words = textsOf(cell).flatMap((text) => plain(text).split(" "));
  return words.map(widthOf).filter((one) => one <= longestWord);
}

function linesOf(cell: Cell | undefined, room: number): Text[] {
  return textsOf(cell).flatMap((text): Text[] =>
    wrap(plain(text), room).map((line) => (typeof text === "string" ? line : { ...text, text: line })),
  );
}

function textsOf(cell: Cell | undefined): readonly Text[] {
  if (cell === undefined) return [];
  return Array.isArray(cell) ? (cell as readonly Text[]) : [cell as Text];
}

function plain(text: Text): string {
  return printable(typeof text === "string" ? text : text.text);
}

function painted(filled: string, text: Text, paint: Paint): string {
  return typeof text === "string" ? filled : paint(text.color, filled);
}
