import { styleText } from "node:util";

export type Color = "bold" | "cyan" | "dim" | "green" | "red" | "yellow";

/** Writes a text in a color, or leaves it as it is. */
export type Paint = (color: Color, text: string) => string;

/** Colors where a terminal shows them, and nobody asked for none (NO_COLOR). */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (color, text) => styleText(color, text, { stream });
}

/** For what is written to files, and for tests. */
export const unpainted: Paint = (_color, text) => text;
