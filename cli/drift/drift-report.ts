import { describeDifferences } from "../live/describe-differences";
import type { Color } from "../terminal/paint";
import { formatTable, type Row, type Surface } from "../terminal/table";
import { hasDrifted, isComplete, type Drift, type Verdict } from "./drift-entry";

const colors = {
  gone: "red",
  differs: "red",
  unknown: "yellow",
  review: "yellow",
  pending: "cyan",
} as const satisfies Record<Verdict, Color>;

/** Formats the drift as a table with a summary line. */
export function formatDrift(drift: Drift, surface: Surface): string {
  const rows = drift.entries.map(({ verdict, title, side, differences, evidence }): Row => [
    { text: verdict, color: colors[verdict] },
    side,
    [title, ...describeDifferences(differences), ...evidence],
  ]);
  const table = formatTable([{}, {}, { wraps: true }], rows, surface);
  return `${table}${table === "" ? "" : "\n"}${[summarize(drift), ...leftOut(drift)].join("\n")}\n`;
}

/** Summarizes the drift in one line. */
export function summarize(drift: Drift): string {
  const { stack, compared, entries } = drift;
  const count = (...verdicts: Verdict[]) => entries.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const found = hasDrifted(drift)
    ? `${count("differs", "gone")} not as declared`
    : isComplete(drift)
      ? "everything is as declared"
      : "nothing is known to differ";
  const rest = [
    [count("unknown"), "could not be compared"],
    [count("review"), "to review"],
    [count("pending"), "waiting for a manual step"],
  ].flatMap(([number, what]) => (number === 0 ? [] : [`${String(number)} ${String(what)}`]));
  return `Stack ${stack}, ${compared} resources compared: ${[found, ...rest].join(", ")}.`;
}

/** Lists the resources that were not compared. */
export function leftOut({ notCompared }: Drift): string[] {
  const types = Object.entries(notCompared).map(([type, count]) => `${count} ${type}`);
  return types.length === 0
    ? []
    : [`Not compared by this command: ${types.join(", ")}; pulumi preview --refresh does.`];
}
