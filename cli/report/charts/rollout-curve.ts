import type { Markup } from "../markup";
import { formatCount } from "../wording";
import { sum } from "./breakdown";
import type { RolloutCurve } from "./cumulate";
import type { ChartWords, Plotter } from "./plotter";
import { integerTicks } from "./stacked-bars";

interface AreaPoint {
  readonly at: Date;
  /** Index of the series. */
  readonly series: number;
  readonly devices: number;
}

/** Color of a series by its index. The style sheet defines six. */
export function seriesTone(index: number): string {
  return `series-${(index % 6) + 1}`;
}

/** Draws the active devices over time as stacked areas, one per series. `width` is in CSS pixels. */
export function drawRolloutCurve(
  { marks, draw }: Plotter,
  id: string,
  words: ChartWords,
  { titles, points, interval }: RolloutCurve,
  width: number,
): Markup {
  const areas = points.flatMap(({ at, devices }) =>
    titles.map((_title, series): AreaPoint => ({ at: new Date(at), series, devices: devices[series] ?? 0 })),
  );
  const tallest = Math.max(1, ...points.map(({ devices }) => sum(devices)));
  const height = Math.round(Math.min(300, width * 0.6));
  const ticks = integerTicks(tallest, height * 2.4);
  const toneOf = ({ series }: AreaPoint) => `var(--${seriesTone(series)})`;
  const stack = { x: "at", y: "devices", z: "series", order: "series" } as const;
  return draw(id, words, {
    width,
    height,
    marginLeft: formatCount(tallest).length * 8 + 14,
    marginRight: 16,
    marginTop: 12,
    marginBottom: 36,
    x: {
      type: "utc",
      label: null,
      tickSize: 4,
      ticks: Math.max(3, Math.floor(width / 110)),
      ...(interval < dayMs && { tickFormat: formatTime }),
    },
    y: { label: null, domain: [0, tallest], ticks, tickFormat: formatCount, tickSize: 0 },
    marks: [
      marks.gridY({ ticks, className: "grid" }),
      marks.areaY(areas, marks.stackY({ ...stack, fill: toneOf })),
      marks.lineY(areas, marks.stackY2({ ...stack, stroke: "var(--page)", strokeWidth: 1 })),
      marks.ruleY([0], { stroke: "var(--ink)" }),
    ],
  });
}

const dayMs = 24 * 60 * 60 * 1000;
const hourAndMinute = { timeZone: "UTC", hour: "2-digit", minute: "2-digit" } as const;
const timeOfDay = new Intl.DateTimeFormat("en-GB", hourAndMinute);
const timeToTheSecond = new Intl.DateTimeFormat("en-GB", { ...hourAndMinute, second: "2-digit" });
const dayOfYear = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" });

/** Formats the time, with seconds if two ticks share a minute, and with the date at the first tick of a day. */
export function formatTime(at: Date, index: number, all: readonly Date[] = []): string {
  const minutes = all.map((one) => timeOfDay.format(one));
  const time = (all.length > 1 && minutes[0] === minutes[1] ? timeToTheSecond : timeOfDay).format(at);
  const day = dayOfYear.format(at);
  const before = all[index - 1];
  return before !== undefined && dayOfYear.format(before) === day ? time : `${time}\n${day}`;
}
