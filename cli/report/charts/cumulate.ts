import type { ActivationSeries } from "../data";

/** Number of active devices at one time. */
export interface RolloutPoint {
  /** In ms since 1970. */
  readonly at: number;
  /** One count per series, in the same order. */
  readonly devices: readonly number[];
}

export interface RolloutCurve {
  readonly titles: readonly string[];
  /** Oldest first, from the first activation to the time of the report. Empty if nothing is active. */
  readonly points: readonly RolloutPoint[];
  /** Interval between points, in ms. */
  readonly interval: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const intervals = [minute, 5 * minute, 15 * minute, hour, day, 7 * day, 28 * day, 364 * day];

/** More points cannot be distinguished in print. */
const mostPoints = 150;

/** Sums up activations over time at even intervals. `now` is in ms since 1970. */
export function cumulate(series: readonly ActivationSeries[], now: number): RolloutCurve {
  const titles = series.map(({ title }) => title);
  const times = series.flatMap(({ steps }) => steps.map(({ at }) => Date.parse(at))).filter(Number.isFinite);
  if (times.length === 0) return { titles, points: [], interval: day };
  const first = least(times);
  const end = Math.max(now, -least(times.map((time) => -time)));
  const interval = intervalFor(end - first, mostPoints);
  // An interval includes its end, but not its start.
  const start = (Math.ceil(first / interval) - 1) * interval;
  const length = Math.ceil((end - start) / interval);
  const perSeries = series.map((one) => runningTotals(one, start, interval, length));
  const points = Array.from({ length }, (_none, index) => ({
    at: Math.min(start + (index + 1) * interval, end),
    devices: perSeries.map((totals) => totals[index] ?? 0),
  }));
  return { titles, points: [{ at: start, devices: series.map(() => 0) }, ...points], interval };
}

/** Selects evenly spaced points for a table of at most `rows`, always with the last one. */
export function thinOut({ points }: RolloutCurve, rows: number): readonly RolloutPoint[] {
  const every = Math.max(1, Math.ceil((points.length - 1) / rows));
  return points.filter((_point, index) => index > 0 && (points.length - 1 - index) % every === 0);
}

function intervalFor(span: number, most: number): number {
  return intervals.find((interval) => span / interval <= most) ?? Math.ceil(span / most / day) * day;
}

function runningTotals({ steps }: ActivationSeries, start: number, interval: number, length: number): number[] {
  const added = new Array<number>(length).fill(0);
  for (const { at, devices } of steps) {
    const index = Math.ceil((Date.parse(at) - start) / interval) - 1;
    if (index >= 0 && index < length) added[index] = (added[index] ?? 0) + devices;
  }
  let total = 0;
  return added.map((count) => (total += count));
}

/** The minimum of many numbers. Math.min is limited by the stack size. */
function least(numbers: readonly number[]): number {
  return numbers.reduce((best, one) => (one < best ? one : best), Infinity);
}
