import { Command } from "commander";
import { loudnessOptions } from "./run-command";
import { commands } from "./commands";
import { packageVersion } from "./version";

/** The whole command with its subcommands. */
export function createProgram(): Command {
  const program = new Command("lookout-intune")
    .description("Looks after the integration of Lookout Mobile Endpoint Security with Microsoft Intune.")
    .version(packageVersion)
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError()
    .exitOverride();
  for (const option of loudnessOptions) program.addOption(option);
  for (const create of commands) program.addCommand(create().copyInheritedSettings(program));
  return program;
}
