import { codeSpan } from "pulumi-lookout-intune/internal/console/runbook/runbook-markdown";
import { showValue } from "../live/describe-differences";
import { printable } from "pulumi-lookout-intune/internal/model/printable";
import type { Drift, DriftEntry } from "./drift-entry";
import { leftOut, summarize } from "./drift-report";

/** Formats the drift as a pull request comment. Names from the directory are code spans, so that they can neither format the
 *  comment nor mention anybody. */
export function writeDriftComment(drift: Drift): string {
  return [
    "### Lookout and Intune: drift",
    "",
    plain(summarize(drift)),
    ...(drift.entries.length === 0
      ? []
      : ["", "| | Resource | Property | Declared | Real |", "|---|---|---|---|---|", ...drift.entries.flatMap(rowsOf)]),
    ...leftOut(drift).flatMap((line) => ["", plain(line)]),
    "",
    `Compared at ${drift.observedAt}. Nothing was changed.`,
    "",
  ].join("\n");
}

function rowsOf({ verdict, title, differences, evidence }: DriftEntry): string[] {
  const start = `| ${verdict} | ${code(title)} |`;
  return [
    ...differences.map(({ property, declared, real, secret }) =>
      secret
        ? `${start} ${code(property)} | (a secret) | (a secret) |`
        : `${start} ${code(property)} | ${code(showValue(declared))} | ${code(showValue(real))} |`,
    ),
    ...evidence.map((text) => `${start} | | ${code(text)} |`),
  ];
}

/** A code span in a table cell. Tables require escaped bars even in code. */
function code(text: string): string {
  return codeSpan(printable(text)).replaceAll("|", "\\|");
}

function plain(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>|@#]/g, "\\$&");
}
