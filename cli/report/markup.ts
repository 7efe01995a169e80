import { escapeHtml } from "pulumi-lookout-intune/internal/model/escape-html";

/** A piece of HTML. Only `html` and `trusted` create one. Everything else is text and gets escaped. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** Wraps generated HTML in which everything is already escaped. */
  static trusted(text: string): Markup {
    return new Markup(text);
  }

  toString(): string {
    return this.#text;
  }
}

/** Values that a template accepts. Null, undefined and false insert nothing; a list inserts its members. */
export type Insert = string | number | Markup | null | undefined | false | readonly Insert[];

/** Creates HTML and escapes all inserts that are not `Markup`. Insert only between tags and in quoted attributes. */
export function html(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return Markup.trusted(parts.map((part, index) => part + written(inserts[index])).join(""));
}

function written(insert: Insert): string {
  if (insert === null || insert === undefined || insert === false) return "";
  if (insert instanceof Markup) return insert.toString();
  if (typeof insert === "object") return insert.map(written).join("");
  return escapeHtml(String(insert));
}
