import type { Command } from "commander";
import { completionCommand } from "./completion";
import { doctorCommand } from "./doctor";
import { driftCommand } from "./drift";
import { enrollmentCommand } from "./enrollment";
import { handoffCommand } from "./handoff";
import { importExistingCommand } from "./import-existing";
import { initCommand } from "./init";
import { recordCommand } from "./record";
import { reportCommand } from "./report";
import { runbookCommand } from "./runbook";
import { statusCommand } from "./status";

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
  completionCommand,
];
