import type { Color } from "../terminal/paint";
import { formatTable, type Row, type Surface } from "../terminal/table";
import { isComplete, isStopped, type Leaving, type Verdict } from "./leave-entry";

const colors = {
  deleted: "red",
  changed: "yellow",
  stays: "green",
  forgotten: "dim",
  gone: "dim",
  stops: "red",
  unknown: "yellow",
} as const satisfies Record<Verdict, Color>;

const words = {
  deleted: "deleted",
  changed: "kept and changed",
  stays: "left alone",
  forgotten: "in the state alone",
  gone: "gone already",
  unknown: "not readable",
  stops: "in the way",
} as const satisfies Record<Verdict, string>;

/** Formats what a destroy does: a row for each object, what a person does afterwards, and a summary. */
export function formatLeaving(leaving: Leaving, surface: Surface): string {
  const rows = leaving.entries.map(({ verdict, type, resource, effect, notes }): Row => [
    { text: verdict, color: colors[verdict] },
    [`${type} ${resource}: ${effect}`, ...notes],
  ]);
  const byHand = leaving.entries.flatMap(({ byHand: task }) => (task === null ? [] : [`- ${task}`]));
  const afterwards = byHand.length === 0 ? [] : ["", "By hand, because nothing here does it:", ...byHand];
  return `${formatTable([{}, { wraps: true }], rows, surface)}${[...afterwards, "", summarize(leaving)].join("\n")}\n`;
}

/** One line with the number of objects of each verdict. */
export function summarize(leaving: Leaving): string {
  const { stack, tenantId, entries } = leaving;
  const counts = (Object.keys(words) as Verdict[]).flatMap((verdict) => {
    const count = entries.filter((entry) => entry.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${words[verdict]}`];
  });
  const outcome = isStopped(leaving)
    ? "A destroy stops"
    : isComplete(leaving)
      ? "A destroy goes through"
      : "Not everything could be read";
  return `${outcome}. Stack ${stack}, tenant ${tenantId ?? "unknown"}: ${counts.join(", ")}.`;
}
