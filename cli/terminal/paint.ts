import { styleText } from "node:util";

export type Colour = "bold" | "cyan" | "dim" | "green" | "red" | "yellow";

/** Writes a text in a colour, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

/** Colours where a terminal shows them, and nobody asked for none (NO_COLOR). */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (colour, text) => styleText(colour, text, { stream });
}

/** For what is written to files, and for tests. */
export const unpainted: Paint = (_colour, text) => text;
