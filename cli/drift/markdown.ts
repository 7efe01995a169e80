import { codeSpan } from "pulumi-lookout-intune/internal/console/runbook/markdown";
import { showValue } from "../live/describe-differences";
import { printable } from "../terminal/text";
import type { Drift, DriftEntry } from "./entry";
import { leftOut, summarize } from "./report";

/** The drift as a comment of a pull request. Whatever comes from a directory stands in code spans, so that it can neither
 *  format the comment nor mention anybody. */
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
    `Looked at ${drift.observedAt}. Nothing was changed.`,
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

/** A code span in a cell of a table, where a bar has to be escaped even in code. */
function code(text: string): string {
  return codeSpan(printable(text)).replaceAll("|", "\\|");
}

function plain(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>|@#]/g, "\\$&");
}
