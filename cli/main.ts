#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { CouldNotRun, exitCode } from "./exit-code";
import { doctorCommand } from "./doctor";

const manifest = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string };

const program = new Command("lookout-intune")
  .description("Looks after the integration of Lookout Mobile Endpoint Security with Microsoft Intune.")
  .version(manifest.version)
  .showHelpAfterError()
  .exitOverride();
program.addCommand(doctorCommand().copyInheritedSettings(program));

void run();

async function run(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = explain(error);
  }
}

/** Says why the command ended early, and gives its exit code. Commander has written its own messages already. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.couldNotRun;
  const text = error instanceof CouldNotRun ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text ?? ""}\n`);
  return exitCode.couldNotRun;
}
