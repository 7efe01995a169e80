import type { Color } from "../terminal/paint";
import { formatTable, type Row, type Surface } from "../terminal/table";
import type { Check, CheckStatus } from "./check";

const colors = { ok: "green", note: "yellow", unknown: "yellow", failing: "red" } as const satisfies Record<
  CheckStatus,
  Color
>;

/** Formats the checks as a table, with the fix below each problem and a summary line. */
export function formatReport(checks: readonly Check[], surface: Surface): string {
  const rows = checks.map(({ status, title, found, fix }): Row => [
    { text: status, color: colors[status] },
    title,
    fix === null ? found : [found, `To do: ${fix}`],
  ]);
  return `${formatTable([{}, {}, { wraps: true }], rows, surface)}\n${summary(checks)}\n`;
}

/** One line with the number of checks per status. */
function summary(checks: readonly Check[]): string {
  const count = (status: CheckStatus) => checks.filter((one) => one.status === status).length;
  const parts = [
    `${count("ok")} ok`,
    ...(["note", "unknown", "failing"] as const).map((one) => `${count(one)} ${one}`),
  ];
  const verdict = isFailing(checks) ? "Something is failing" : "Nothing is failing";
  return `${verdict}: ${parts.join(", ")}.`;
}

export function isFailing(checks: readonly Check[]): boolean {
  return checks.some(({ status }) => status === "failing");
}
