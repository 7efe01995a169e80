import { escapeHtml } from "pulumi-lookout-intune/internal/model/escape-html";

/** A piece of HTML. Only `html` and `trusted` make one, so whatever is not one is text, and is escaped. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** HTML that was made by a program and holds nothing that is not escaped. */
  static trusted(text: string): Markup {
    return new Markup(text);
  }

  toString(): string {
    return this.#text;
  }
}

/** What a template takes. Null, undefined and false leave nothing; the members of a list follow each other. */
export type Insert = string | number | Markup | null | undefined | false | readonly Insert[];

/** Writes HTML, with everything that is inserted escaped unless it is HTML already. Insert between tags and in quoted
 *  attributes only. */
export function html(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return Markup.trusted(parts.map((part, index) => part + written(inserts[index])).join(""));
}

function written(insert: Insert): string {
  if (insert === null || insert === undefined || insert === false) return "";
  if (insert instanceof Markup) return insert.toString();
  if (typeof insert === "object") return insert.map(written).join("");
  return escapeHtml(String(insert));
}
