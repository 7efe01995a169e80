import { sum, type Breakdown } from "../charts/breakdown";
import { chartFigure } from "../charts/figure";
import type { ChartWords, Plotter } from "../charts/plotter";
import { drawStackedBars } from "../charts/stacked-bars";
import { html, type Markup } from "../markup";
import { formatCount } from "../wording";

/** Bars and figures of a breakdown, or a sentence if all counts are zero. `rowHead` is the heading of the rows. */
export function breakdownFigure(
  plotter: Plotter,
  id: string,
  words: ChartWords,
  rowHead: string,
  breakdown: Breakdown,
): Markup {
  const { parts, rows } = breakdown;
  if (rows.every(({ counts }) => sum(counts) === 0)) return html`<p class="nothing">${words.title}: none.</p>`;
  const table = {
    heads: [rowHead, ...parts.map(({ title }) => title), "Total"],
    rows: [...rows, ...totalOf(breakdown)].map(({ title, counts }) => [
      title,
      ...counts.map(formatCount),
      formatCount(sum(counts)),
    ]),
  };
  return chartFigure(id, words, parts, table, (drawing, width) =>
    drawStackedBars(plotter, drawing, words, breakdown, width),
  );
}

/** A total row, if there are several rows. */
function totalOf({ parts, rows }: Breakdown): Breakdown["rows"] {
  if (rows.length < 2) return [];
  return [{ title: "Total", counts: parts.map((_part, index) => sum(rows.map(({ counts }) => counts[index] ?? 0))) }];
}
