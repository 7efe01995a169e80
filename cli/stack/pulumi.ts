import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

const longestOutput = 512 * 1024 * 1024;

/** Runs a read-only pulumi command and returns its output. `what` names the thing to read, for messages. */
export async function readWithPulumi(args: readonly string[], what: string): Promise<unknown> {
  try {
    const { stdout } = await promisify(execFile)("pulumi", [...args, "--non-interactive"], {
      maxBuffer: longestOutput,
    });
    return parseJson(stdout);
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: unknown };
    const reason =
      code === "ENOENT" ? "the pulumi command is not on the PATH; install Pulumi" : String(stderr ?? code).trim();
    throw new UserError([`${what} cannot be read: ${reason}`]);
  }
}

/** Undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
