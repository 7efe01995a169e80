import { Command } from "commander";
import { verbosityOptions } from "./run-command";
import { commands } from "./commands";
import { packageVersion } from "./version";

/** Creates the command with its subcommands. */
export function createProgram(): Command {
  const program = new Command("lookout-intune")
    .description("Set up, check and monitor the integration of Lookout Mobile Endpoint Security with Microsoft Intune.")
    .version(packageVersion)
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError()
    .exitOverride();
  for (const option of verbosityOptions) program.addOption(option);
  for (const create of commands) program.addCommand(create().copyInheritedSettings(program));
  return program;
}
