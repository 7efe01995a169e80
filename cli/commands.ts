import type { Command } from "commander";
import { doctorCommand } from "./doctor";
import { statusCommand } from "./status";

/** Every subcommand, in the order of the help. */
export const commands: readonly (() => Command)[] = [statusCommand, doctorCommand];
