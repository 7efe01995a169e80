import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { printableText } from "../model/printable";
import { UserError } from "../model/user-error";

const longestOutput = 512 * 1024 * 1024;

/** Runs a pulumi command and returns what it prints. Rejects with a `UserError` if pulumi is missing or fails. `failure` is
 *  what did not work, for that message. */
export async function runPulumiCommand(args: readonly string[], failure: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("pulumi", [...args, "--non-interactive"], {
      maxBuffer: longestOutput,
    });
    return stdout;
  } catch (error) {
    throw new UserError([`${failure}: ${reasonOf(error as Failure)}`]);
  }
}

interface Failure {
  readonly code?: string | number;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** Pulumi writes its own errors to standard error, and those of a run to standard output. */
function reasonOf({ code, stdout = "", stderr = "" }: Failure): string {
  if (code === "ENOENT") return "the pulumi command is not on the PATH; install Pulumi";
  const printed = [stdout, stderr].map((text) => text.trim()).filter((text) => text !== "");
  return printableText(printed.join("\n")) || String(code);
}
