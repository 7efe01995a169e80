import { styleText } from "node:util";

export type Color = "bold" | "cyan" | "dim" | "green" | "red" | "yellow";

/** Colors a text, or returns it unchanged. */
export type Paint = (color: Color, text: string) => string;

/** Colors the text if the terminal supports it and NO_COLOR is not set. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (color, text) => styleText(color, text, { stream });
}

/** Without colors, for files and tests. */
export const unpainted: Paint = (_color, text) => text;
