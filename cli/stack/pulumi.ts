import { runPulumiCommand } from "pulumi-lookout-intune/internal/clients/pulumi-command";

/** Runs a read-only pulumi command and returns its output. `what` names the thing to read, for messages. */
export async function readWithPulumi(args: readonly string[], what: string): Promise<unknown> {
  return parseJson(await runPulumiCommand(args, `${what} cannot be read`));
}

/** Undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
