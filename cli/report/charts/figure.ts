import { html, type Insert, type Markup } from "../markup";
import { scrollingTable } from "../page-elements";
import type { ChartWords } from "./plotter";

/** Chart widths in CSS pixels, for a page or paper, and for a phone. */
const widths = { wide: 720, narrow: 340 } as const;

export interface FigureTable {
  readonly heads: readonly string[];
  /** The first cell of each row is its header. */
  readonly rows: readonly (readonly Insert[])[];
}

export interface LegendEntry {
  readonly title: string;
  /** A color of the style sheet. */
  readonly tone: string;
}

/** A chart with title, legend and a table of its figures. The table is always visible, for readers who cannot see the chart and
 *  for prints without color. */
export function chartFigure(
  id: string,
  { title, description }: ChartWords,
  legend: readonly LegendEntry[],
  table: FigureTable,
  draw: (id: string, width: number) => Markup,
): Markup {
  return html`<figure>
    <figcaption>${title}</figcaption>
    <div class="drawing">
      <ul class="legend" aria-hidden="true">
        ${legend.map(legendItem)}
      </ul>
      ${(["wide", "narrow"] as const).map((size) => html`<div class="${size}">${draw(`${id}-${size}`, widths[size])}</div>`)}
    </div>
    ${figureTable(id, `${title}: figures. ${description}`, table)}
  </figure>`;
}

function legendItem({ title, tone }: LegendEntry): Markup {
  return html`<li>
    <svg width="12" height="12"><rect width="12" height="12" rx="2" class="tone-${tone}" /></svg> ${title}
  </li>`;
}

function figureTable(id: string, caption: string, { heads, rows }: FigureTable): Markup {
  const [first, ...others] = heads;
  const heading = html`<th scope="col">${first}</th>
    ${others.map((head) => html`<th scope="col" class="number">${head}</th>`)}`;
  return scrollingTable(`${id}-figures`, caption, heading, rows.map(figureRow), "figures");
}

function figureRow([name, ...figures]: readonly Insert[]): Markup {
  return html`<tr>
    <th scope="row">${name}</th>
    ${figures.map((figure) => html`<td class="number">${figure}</td>`)}
  </tr> `;
}
