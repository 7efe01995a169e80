import type * as plotLibrary from "@observablehq/plot" with { "resolution-mode": "import" };
import { Markup } from "../markup";

/** Draws charts as SVG, without a browser. */
export interface Plotter {
  readonly marks: typeof plotLibrary;
  /** Draws a chart with accessible title and description. `id` must be unique on the page. */
  readonly draw: (id: string, words: ChartWords, options: plotLibrary.PlotOptions) => Markup;
}

export interface ChartWords {
  readonly title: string;
  readonly description: string;
}

/** Loads the chart libraries, which are slow to load and used only here. */
export async function loadPlotter(): Promise<Plotter> {
  const [marks, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  const { document } = parseHTML("<!doctype html><html><body></body></html>") as unknown as DrawingWindow;
  return {
    marks,
    draw(id, { title, description }, options) {
      const svg = marks.plot({ ...defaults, ...options, document }) as unknown as SvgElement;
      // The security policy of the page allows only its own style sheet.
      svg.querySelector("style")?.remove();
      // A screen reader gets one image with one name, so the groups inside must not have labels.
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

/** Charts use the colors and fonts of the page, so that they follow its color scheme. */
const defaults = { className: "chart" };

/** The part of the DOM that is used here, because Node has no DOM types. */
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
