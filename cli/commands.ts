import { Command } from "commander";
import { printableText } from "pulumi-lookout-intune/internal/model/printable";
import { completionCommand } from "./completion";
import { doctorCommand } from "./doctor";
import { driftCommand } from "./drift";
import { enrollmentCommand } from "./enrollment";
import { handoffCommand } from "./handoff";
import { importExistingCommand } from "./import-existing";
import { initCommand } from "./init";
import { leaveCommand } from "./leave";
import { recordCommand } from "./record";
import { recoverCommand } from "./recover";
import { reportCommand } from "./report";
import { runbookCommand } from "./runbook";
import { statusCommand } from "./status";
import { verbosityOptions } from "./run-command";
import { packageVersion } from "./version";

/** All subcommands, in the order of the help. */
export const commands: readonly (() => Command)[] = [
  initCommand,
  importExistingCommand,
  doctorCommand,
  statusCommand,
  enrollmentCommand,
  handoffCommand,
  runbookCommand,
  driftCommand,
  reportCommand,
  recordCommand,
  recoverCommand,
  leaveCommand,
  completionCommand,
];

/** Creates the command with its subcommands. */
export function createProgram(): Command {
  const program = new Command("lookout-intune")
    .description("Set up, check and monitor the integration of Lookout Mobile Endpoint Security with Microsoft Intune.")
    .version(packageVersion)
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError()
    .configureOutput({
      outputError: (text, write) => {
        write(printableText(text));
      },
    })
    .exitOverride();
  for (const option of verbosityOptions) program.addOption(option);
  for (const create of commands) program.addCommand(create().copyInheritedSettings(program));
  return program;
}
