import type { Command } from "commander";
import { doctorCommand } from "./doctor";

/** Every subcommand, in the order of the help. */
export const commands: readonly (() => Command)[] = [doctorCommand];
