import { cumulate, thinOut, type RolloutCurve } from "../charts/cumulate";
import { chartFigure } from "../charts/figure";
import { sum } from "../charts/breakdown";
import type { Plotter } from "../charts/plotter";
import { drawRolloutCurve, seriesTone } from "../charts/rollout-curve";
import type { Activations, ReportData } from "../data";
import { html, type Markup } from "../markup";
import { counted, formatCount, formatDay, formatTime } from "../wording";
import { groupsPart } from "./groups.section";
import { notAvailable } from "../page-elements";

const tableRows = 8;
const dayMs = 24 * 60 * 60 * 1000;

/** The rollout: activated devices over time, and the progress of each group. */
export function rolloutSection(plotter: Plotter, { devices, groups, made }: ReportData): Markup {
  return html`<section aria-labelledby="rollout">
    <h2 id="rollout">Rollout over time</h2>
    ${"failure" in devices ? notAvailable(devices.failure) : overTime(plotter, devices.value.activations, made.at)}
    <h3>By enrollment group</h3>
    ${"value" in devices && groupsOverTime(plotter, devices.value.activations, made.at)} ${groupsPart(plotter, groups)}
  </section>`;
}

function overTime(plotter: Plotter, { byPlatform, withoutTime }: Activations, madeAt: string): Markup {
  const left =
    withoutTime === 0
      ? ""
      : ` Lookout has no activation time for ${counted(withoutTime, "further device")}; ${withoutTime === 1 ? "it is" : "they are"} not in this chart.`;
  const curve = cumulate(byPlatform, Date.parse(madeAt));
  if (curve.points.length === 0) return html`<p class="nothing">No device has been activated yet.${left}</p>`;
  return html`<p>
      Devices that are activated now, by the time of their activation; those that have left since are not among
      them.${left}
    </p>
    ${curveFigure(plotter, "rollout-curve", "Activated devices over time, by platform", curve)}`;
}

function groupsOverTime(plotter: Plotter, { byGroup }: Activations, madeAt: string): Markup | null {
  const curve = cumulate(byGroup ?? [], Date.parse(madeAt));
  if (curve.points.length === 0) return null;
  return curveFigure(plotter, "group-curve", "Activated devices over time, by their owners' enrollment group", curve);
}

function curveFigure(plotter: Plotter, id: string, title: string, curve: RolloutCurve): Markup {
  const last = curve.points.at(-1);
  const counts = last?.devices ?? [];
  const time = last === undefined ? "" : formatTime(new Date(last.at).toISOString());
  const words = { title, description: `${counted(sum(counts), "device")} by ${time}.` };
  const legend = curve.titles.map((name, index) => ({
    title: `${name}: ${formatCount(counts[index] ?? 0)}`,
    tone: seriesTone(index),
  }));
  return chartFigure(id, words, legend, rolloutTable(curve), (drawing, width) =>
    drawRolloutCurve(plotter, drawing, words, curve, width),
  );
}

function rolloutTable(curve: RolloutCurve) {
  const rows = thinOut(curve, tableRows).map(({ at, devices }) => ({
    // The end of a day equals the start of the next day, so label it with the day itself.
    time: curve.interval < dayMs ? formatTime(new Date(at).toISOString()) : formatDay(new Date(at - 1).toISOString()),
    counts: [...devices, sum(devices)].map(formatCount),
  }));
  return {
    heads: ["By", ...curve.titles, "Total"],
    // The last interval is incomplete, and can end in the same minute or day as the one before.
    rows: rows.filter(({ time }, index) => rows[index + 1]?.time !== time).map(({ time, counts }) => [time, ...counts]),
  };
}
