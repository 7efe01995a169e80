import type { Markup } from "../markup";
import { formatCount } from "../wording";
import { sum, type Breakdown } from "./breakdown";
import type { ChartWords, Plotter } from "./plotter";

/** Font size of charts in CSS pixels, the same as in the style sheet. */
const letterSize = 13;

/** Above this number rows are lower, so that all fit on one printed page. */
const mostTallRows = 6;

/** Shortest scale, so that one device does not fill the chart. */
const shortestScale = 5;

interface Segment {
  readonly row: string;
  readonly part: string;
  readonly count: number;
  readonly tone: string;
}

/** Draws one bar per row, divided into its parts. `width` is in CSS pixels. */
export function drawStackedBars(
  { marks, draw }: Plotter,
  id: string,
  words: ChartWords,
  { parts, rows }: Breakdown,
  width: number,
): Markup {
  const segments = rows.flatMap(({ title, counts }) =>
    parts.map(({ title: part, tone }, index): Segment => ({ row: title, part, count: counts[index] ?? 0, tone })),
  );
  const longest = Math.max(shortestScale, ...rows.map(({ counts }) => sum(counts)));
  const letters = Math.max(...rows.map(({ title }) => title.length));
  const marginLeft = Math.min(Math.ceil(letters * letterSize * 0.56) + 12, Math.floor(width / 3));
  const marginRight = formatCount(longest).length * 8 + 14;
  const pixelsFor = (count: number) => (count / longest) * (width - marginLeft - marginRight);
  const at = { x: "count", y: "row" } as const;
  const order = parts.map(({ title }) => title);
  return draw(id, words, {
    width,
    height: rows.length * (rows.length > mostTallRows ? 26 : 46) + 34,
    marginLeft,
    marginRight,
    marginTop: 4,
    marginBottom: 30,
    x: { label: null, domain: [0, longest], ticks: integerTicks(longest, width), tickFormat: formatCount, tickSize: 0 },
    y: { axis: null, domain: rows.map(({ title }) => title), padding: 0.34 },
    marks: [
      marks.axisY({ label: null, tickSize: 0, lineWidth: (marginLeft - 12) / letterSize, textOverflow: "ellipsis" }),
      marks.gridX({ ticks: integerTicks(longest, width), className: "grid" }),
      marks.barX(
        segments.filter(({ count }) => count > 0),
        marks.stackX({
          ...at,
          z: "part",
          order,
          fill: ({ tone }: Segment) => `var(--${tone})`,
          stroke: "var(--page)",
          strokeWidth: 1.5,
        }),
      ),
      marks.text(
        segments.filter(({ count }) => count > 0),
        marks.stackX({
          ...at,
          z: "part",
          order,
          text: ({ count }: Segment) =>
            pixelsFor(count) >= formatCount(count).length * 8 + 10 ? formatCount(count) : "",
          fill: "var(--on-tone)",
          fontWeight: 600,
        }),
      ),
      marks.text(rows, {
        x: ({ counts }: Breakdown["rows"][number]) => sum(counts),
        y: "title",
        text: ({ counts }: Breakdown["rows"][number]) => formatCount(sum(counts)),
        textAnchor: "start",
        dx: 7,
        fontWeight: 600,
      }),
    ],
  });
}

/** Ticks of a scale: whole numbers only, because devices have no fractions. */
export function integerTicks(longest: number, width: number): number[] {
  const tickCount = Math.max(2, Math.floor(width / 110));
  const raw = longest / tickCount;
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1)));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw) ?? power);
  return Array.from({ length: Math.floor(longest / step) + 1 }, (_none, index) => index * step);
}
