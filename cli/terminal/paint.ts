import { styleText } from "node:util";

const colors = ["bold", "cyan", "dim", "green", "red", "yellow"] as const;
export type Color = (typeof colors)[number];

/** Colors a text, or returns it unchanged. */
export type Paint = (color: Color, text: string) => string;

/** Colors the text if the terminal supports it and NO_COLOR is not set. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (color, text) => styleText(color, text, { stream });
}

/** What a paint writes around a text, and nothing else. */
export const paintCodes = new RegExp(
  `(${colors
    .flatMap((color) => styleText(color, " ", { validateStream: false }).split(" "))
    .map((code) => code.replace("[", "\\["))
    .join("|")})`,
);

/** Without colors, for files and tests. */
export const unpainted: Paint = (_color, text) => text;
