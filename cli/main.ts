#!/usr/bin/env node
import { runProgram } from "./run-program";

// The reader of the output may close the pipe early, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

void runProgram(process.argv.slice(2));
