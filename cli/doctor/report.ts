import { styleText } from "node:util";
import type { Check, CheckStatus } from "./check";

const colours = { ok: "green", note: "yellow", unknown: "yellow", failing: "red" } as const satisfies Record<
  CheckStatus,
  string
>;

/** Writes a text in a colour, or leaves it as it is. */
export type Paint = (colour: (typeof colours)[CheckStatus], text: string) => string;

/** Colours where a terminal shows them, and nobody asked for none (NO_COLOR). */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (colour, text) => styleText(colour, text, { stream });
}

/** The checks as a table, with what to do below each that is not fine, and a last line that sums up. `columns` is the width
 *  to keep to. */
export function formatReport(checks: readonly Check[], paint: Paint, columns: number): string {
  const statusWidth = widest(checks.map(({ status }) => status));
  const titleWidth = widest(checks.map(({ title }) => title));
  const indent = " ".repeat(statusWidth + titleWidth + 4);
  const room = Math.max(columns - indent.length, 40);
  const lines = checks.flatMap(({ status, title, found, fix }) => {
    const head = `${paint(colours[status], status.padEnd(statusWidth))}  ${title.padEnd(titleWidth)}  `;
    const texts = [...wrap(found, room), ...(fix === null ? [] : wrap(`To do: ${fix}`, room))];
    return texts.map((text, index) => (index === 0 ? head : indent) + text);
  });
  return [...lines, "", summary(checks), ""].join("\n");
}

/** One line: how many checks came to what. */
function summary(checks: readonly Check[]): string {
  const count = (status: CheckStatus) => checks.filter((one) => one.status === status).length;
  const parts = [
    `${count("ok")} ok`,
    ...(["note", "unknown", "failing"] as const).map((one) => `${count(one)} ${one}`),
  ];
  const verdict = isFailing(checks) ? "Something is failing" : "Nothing is failing";
  return `${verdict}: ${parts.join(", ")}.`;
}

export function isFailing(checks: readonly Check[]): boolean {
  return checks.some(({ status }) => status === "failing");
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map(({ length }) => length));
}

/** Breaks a text at blanks; a word that is too long has a line to itself. */
export function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
