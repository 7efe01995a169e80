import { Command, Option } from "commander";
import type { ConfigurationSource } from "pulumi-lookout-intune/internal/clients/configuration-source";
import { eventReadingSettings } from "pulumi-lookout-intune/internal/clients/lookout/event-reading";
import { printableJson } from "pulumi-lookout-intune/internal/model/printable";
import { action, jsonOption, showExamples, type Run, exitCode, type ExitCode } from "./run-command";
import { signInToGraph } from "./connect";
import { hasDrifted, isComplete, type Drift } from "./drift/drift-entry";
import { findDrift } from "./drift/find-drift";
import { writeDriftComment } from "./drift/drift-comment";
import { formatDrift } from "./drift/drift-report";
import { deliver } from "./result-file";
import { readStackConfig } from "./stack/read-stack-config";
import { addStackOptions, type StackOptions } from "./stack/stack-options";
import { readStackState } from "./stack/stack-state";
import { unpainted } from "./terminal/paint";

interface DriftOptions extends StackOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly output?: string;
  readonly readEvents?: boolean;
}

/** `lookout-intune drift`: reports what differs from the declared settings in Entra, Intune and Lookout. */
export function driftCommand(): Command {
  const command = addStackOptions(new Command("drift"))
    .description(
      "Report what differs from the stack in Entra, Intune and Lookout. Changes nothing, not even the state.",
    )
    .addOption(jsonOption())
    .addOption(new Option("--markdown", "write a comment for a pull request").conflicts("json"))
    .option("--output <file>", "write the result to a file")
    .option(
      "--read-events",
      "read Lookout's audit events now, which waits until their stream is quiet (default: what the last refresh read)",
    )
    .action(action(runDrift));
  return showExamples(
    command,
    {
      "in a nightly job": "drift --stack prod --json --output drift.json",
      "as a pull request comment": "drift --stack prod --markdown --output drift.md",
    },
    [
      "Exit codes: 0 nothing differs, 1 something differs, 2 the command could not run, or something could not be compared and nothing else",
      "differs. Pending manual steps and findings to review are listed, but are not differences.",
    ],
  );
}

/** The environment can still name a source of events. */
function withoutEvents(source: ConfigurationSource): ConfigurationSource {
  const get = (key: string) => (key === eventReadingSettings.source.key ? "none" : source.get(key));
  return source.folder === undefined ? { get } : { get, folder: source.folder };
}

async function runDrift({ options, terminal }: Run<DriftOptions>): Promise<ExitCode> {
  const { json = false, markdown = false, output, readEvents = false } = options;
  const drift = await terminal.withProgress("Reading the stack", async (progress) => {
    const [stack, source] = await Promise.all([readStackState(options), readStackConfig(options)]);
    const { graph } = await signInToGraph(source);
    progress.print(`Comparing the stack ${stack.stack} with its services`);
    return findDrift({
      stack,
      source: readEvents ? source : withoutEvents(source),
      graph,
      onMessage: (line) => {
        terminal.detail(line);
      },
    });
  });
  const surface = output === undefined ? terminal : { width: Infinity, paint: unpainted };
  const text = json ? toJson(drift) : markdown ? writeDriftComment(drift) : formatDrift(drift, surface);
  if (json || markdown || output !== undefined) deliver(text, output, terminal);
  else terminal.printPainted(text);
  return hasDrifted(drift) ? exitCode.failing : isComplete(drift) ? exitCode.fine : exitCode.couldNotRun;
}

function toJson(drift: Drift): string {
  return `${printableJson({ drifted: hasDrifted(drift), complete: isComplete(drift), ...drift }, 2)}\n`;
}
