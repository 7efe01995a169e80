import { breakdownFigure } from "./breakdown-figure";
import { cumulate, thinOut, type RolloutCurve } from "../charts/cumulate";
import { chartFigure } from "../charts/figure";
import { sum } from "../charts/breakdown";
import type { Plotter } from "../charts/plotter";
import { drawRolloutCurve, seriesTone } from "../charts/rollout-curve";
import type { DevicePicture, RingPicture, Seen } from "../data";
import { html, type Markup } from "../markup";
import { counted, formatCount, formatDay, formatTime } from "../wording";
import { notSeen } from "./not-seen";

const tableRows = 8;
const dayMs = 24 * 60 * 60 * 1000;

/** How the rollout went: active devices over time, and how far it is in each group. `madeAt` is ISO 8601. */
export function rolloutSection(plotter: Plotter, devices: Seen<DevicePicture>, madeAt: string): Markup {
  return html`<section aria-labelledby="rollout">
    <h2 id="rollout">Rollout over time</h2>
    ${"unseen" in devices ? notSeen(devices.unseen) : [overTime(plotter, devices.seen, madeAt), rings(plotter, devices.seen.rings)]}
  </section>`;
}

function overTime(plotter: Plotter, { activations }: DevicePicture, madeAt: string): Markup {
  const curve = cumulate(activations, Date.parse(madeAt));
  const { withoutTime } = activations;
  const left =
    withoutTime === 0
      ? ""
      : ` Lookout does not tell when ${counted(withoutTime, "further active device")} activated; ${withoutTime === 1 ? "it is" : "they are"} not in this chart.`;
  if (curve.points.length === 0) return html`<p class="nothing">No device has been activated yet.${left}</p>`;
  const last = curve.points.at(-1)?.devices ?? [];
  const words = {
    title: "Active devices, by the time they were activated",
    description: `Devices that are active now grew to ${formatCount(sum(last))} by ${formatTime(madeAt)}.`,
  };
  const legend = curve.titles.map((title, index) => ({
    title: `${title}: ${formatCount(last[index] ?? 0)}`,
    tone: seriesTone(index),
  }));
  return html`<p>Devices that have left since are not counted, so this is how the present fleet grew.${left}</p>
    ${chartFigure("rollout-curve", words, legend, rolloutTable(curve), (id, width) =>
      drawRolloutCurve(plotter, id, words, curve, width),
    )}`;
}

function rolloutTable(curve: RolloutCurve) {
  const tell = curve.interval < dayMs ? formatTime : formatDay;
  return {
    heads: ["By", ...curve.titles, "Total"],
    rows: thinOut(curve, tableRows).map(({ at, devices }) => [
      tell(new Date(at).toISOString()),
      ...devices.map(formatCount),
      formatCount(sum(devices)),
    ]),
  };
}

function rings(plotter: Plotter, seen: Seen<readonly RingPicture[]>): Markup {
  const heading = html`<h3>By enrollment group</h3>`;
  if ("unseen" in seen) return html`${heading}${notSeen(seen.unseen)}`;
  const countable = seen.seen.filter(({ members }) => members !== null);
  const notReached = seen.seen.filter(({ reached }) => !reached).map(({ title }) => title);
  const breakdown = {
    parts: [
      { title: "With an active device", tone: "good" as const },
      { title: "Not yet", tone: "off" as const },
    ],
    rows: countable.map(({ title, members, withActiveDevice }) => {
      const active = withActiveDevice ?? 0;
      return { title, counts: [active, Math.max(0, (members ?? 0) - active)] };
    }),
  };
  const words = {
    title: "People in each enrollment group",
    description: `${counted(countable.length, "group")}, each divided into people with and without an active device.`,
  };
  return html`${heading}
  ${notReached.length > 0 && html`<p>Not reached by the rollout yet: ${notReached.join(", ")}.</p>`}
  ${countable.length === 0 ? notSeen("Nobody's membership could be read.") : breakdownFigure(plotter, "rings", words, "Group", breakdown)}`;
}
