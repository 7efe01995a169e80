import type * as plotLibrary from "@observablehq/plot" with { "resolution-mode": "import" };
import { Markup } from "../markup";

/** Draws charts as SVG, without a browser. */
export interface Plotter {
  readonly marks: typeof plotLibrary;
  /** The drawing with its name and description for those who do not see it. `id` is unique on the page. */
  readonly draw: (id: string, words: ChartWords, options: plotLibrary.PlotOptions) => Markup;
}

export interface ChartWords {
  readonly title: string;
  readonly description: string;
}

/** Loads the libraries that draw. Nothing else of the command needs them, and they take a while. */
export async function loadPlotter(): Promise<Plotter> {
  const [marks, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  const { document } = parseHTML("<!doctype html><html><body></body></html>") as unknown as DrawingWindow;
  return {
    marks,
    draw(id, { title, description }, options) {
      const svg = marks.plot({ ...look, ...options, document }) as unknown as SvgElement;
      // The page has one style sheet of its own, and its security policy allows no other.
      svg.querySelector("style")?.remove();
      // To those who cannot see it the drawing is one image with one name; its groups may have none of their own.
      for (const group of svg.querySelectorAll("[aria-label]")) group.removeAttribute("aria-label");
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-labelledby", `${id}-title`);
      svg.setAttribute("aria-describedby", `${id}-description`);
      svg.prepend(
        named(document, "title", `${id}-title`, title),
        named(document, "desc", `${id}-description`, description),
      );
      return Markup.trusted(svg.outerHTML);
    },
  };
}

/** Colors and letters are the page's, so that the charts follow its scheme. */
const look = { className: "chart" };

/** As much of the DOM as is used here: its types belong to browsers. */
interface SvgElement {
  readonly outerHTML: string;
  querySelector(selector: string): { remove(): void } | null;
  querySelectorAll(selector: string): Iterable<{ removeAttribute(name: string): void }>;
  setAttribute(name: string, value: string): void;
  prepend(...children: readonly unknown[]): void;
}

function named(document: DrawingDocument, tag: string, id: string, text: string): object {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  element.setAttribute("id", id);
  element.textContent = text;
  return element;
}

interface DrawingWindow {
  readonly document: DrawingDocument;
}

interface DrawingDocument {
  createElementNS(
    namespace: string,
    tag: string,
  ): { setAttribute(name: string, value: string): void; textContent: string | null };
}
