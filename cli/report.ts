import { Command, Option } from "commander";
import { action, jsonOption, showExamples, type Run, exitCode, type ExitCode } from "./run-command";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { loadPolicyResults, type PolicyOptions } from "./report/analyze";
import { browserFor } from "./report/browser";
import type { ReportData } from "./report/data";
import { loadReport } from "./report/load-report";
import { writePrivately } from "./new-file";
import { checkWritable } from "./result-file";
import { withoutNames } from "./report/without-names";
import { addStackOptions } from "./stack/stack-options";
import type { Terminal } from "./terminal/terminal";

interface ReportOptions extends PolicyOptions {
  readonly html?: string;
  readonly pdf?: string;
  readonly browser?: string;
  /** False for `--no-names`. */
  readonly names: boolean;
  readonly json?: boolean;
}

/** `lookout-intune report`: writes the state of the integration as one page for managers and auditors. */
export function reportCommand(): Command {
  const command = addStackOptions(new Command("report"))
    .description("Write one self-contained page on the rollout, devices, threats, records and policies. Read-only.")
    .option("--html <file>", "write the page to this file (default: standard output)")
    .option("--pdf <file>", "print the page to this PDF file with the local Chromium, Chrome or Edge")
    .addOption(
      new Option("--browser <program>", "the browser that prints (default: the first one found)").env(
        "LOOKOUT_INTUNE_BROWSER",
      ),
    )
    .option("--policy-pack <folder...>", "evaluate these policy packs on the stack's state")
    .option("--policy-pack-config <file...>", "the config of each pack, in the same order")
    .addOption(
      new Option("--policy-results <file>", "show the results of a run: an event log of the engine").conflicts([
        "policyPack",
        "policyPackConfig",
      ]),
    )
    .option("--no-names", "omit the names of people who recorded settings")
    .addOption(jsonOption().conflicts(["html", "pdf"]))
    .action(action(runReport));
  return showExamples(
    command,
    {
      "the selected stack, as a page": "report --html report.html",
      "as a PDF for an auditor, with the policy pack evaluated":
        "report --stack prod --pdf report.pdf --policy-pack policies",
      "with the policy results of the pipeline's preview": "report --html report.html --policy-results events.ndjson",
    },
    [
      "It shows counts, and names no device users. It lists what could not be read. Policy results come from",
      '"pulumi policy analyze --json", or from --event-log of pulumi preview and up (with PULUMI_DEBUG_COMMANDS=true).',
      "Exit codes: 0 the report was written, whatever its findings, 2 the command could not run.",
    ],
  );
}

async function runReport({ options, terminal }: Run<ReportOptions>): Promise<ExitCode> {
  const { html, pdf, json = false } = options;
  if (!json && html === undefined && pdf === undefined && terminal.interactive) {
    throw new UserError(["The report is an HTML page. Name a file with --html or --pdf, or pipe the output."]);
  }
  // Fail early instead of after the reads.
  const browser = pdf === undefined ? undefined : browserFor(options.browser);
  for (const file of [html, pdf]) if (file !== undefined) checkWritable(file);

  const policies = await terminal.withProgress("Reading the policy results", () => loadPolicyResults(options));
  const loaded = await loadReport(options, policies, terminal);
  const data = options.names ? loaded : withoutNames(loaded);
  if (json) terminal.printJson(data);
  else await writePage(data, { html, pdf, browser }, terminal);
  return exitCode.fine;
}

interface Targets {
  readonly html: string | undefined;
  readonly pdf: string | undefined;
  readonly browser: string | undefined;
}

async function writePage(data: ReportData, { html, pdf, browser }: Targets, terminal: Terminal): Promise<void> {
  // Load the chart libraries only here, so that other commands start fast.
  const { writeReport } = await import("./report/page.js");
  const page = await writeReport(data);
  if (html !== undefined) {
    writePrivately(html, page);
    terminal.log(`Wrote ${html}.`);
  }
  if (pdf !== undefined && browser !== undefined) {
    const { printPdf } = await import("./report/pdf.js");
    writePrivately(pdf, await terminal.withProgress("Printing", () => printPdf(browser, page)));
    terminal.log(`Printed ${pdf}.`);
  }
  if (html === undefined && pdf === undefined) terminal.print(page);
}
