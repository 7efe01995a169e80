import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { loudnessOptions } from "./action";
import { commands } from "./commands";

const manifest = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string };

/** The whole command with its subcommands. */
export function createProgram(): Command {
  const program = new Command("lookout-intune")
    .description("Looks after the integration of Lookout Mobile Endpoint Security with Microsoft Intune.")
    .version(manifest.version)
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError()
    .exitOverride();
  for (const option of loudnessOptions) program.addOption(option);
  for (const create of commands) program.addCommand(create().copyInheritedSettings(program));
  return program;
}
