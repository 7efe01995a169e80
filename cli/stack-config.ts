import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { isGuid } from "../domain";
import type { ConfigurationSource } from "../services/configuration";
import { CouldNotRun } from "./exit-code";

/** For commands that read no stack. */
export const environmentOnly: ConfigurationSource = { get: () => undefined };

// Values are texts; maps and lists have a text as well, in JSON.
const configSchema = z.record(z.string(), z.looseObject({ value: z.string().optional() }));

/** Reads a stack's config with the pulumi command, secrets in clear, as they are signed in with. They stay in this process. */
export async function readStackConfig(stack: string, cwd: string | undefined): Promise<ConfigurationSource> {
  const place = cwd === undefined ? [] : ["--cwd", cwd];
  const args = ["config", "--json", "--show-secrets", "--stack", stack, "--non-interactive", ...place];
  const config = configSchema.safeParse(parseJson(await runPulumi(args, stack)));
  if (!config.success) {
    throw new CouldNotRun([
      `What pulumi writes as the config of the stack ${stack} is no config; update the pulumi command.`,
    ]);
  }
  return { get: (key) => config.data[key]?.value };
}

/** The connector's id, where the stack overrides it. */
export function connectorIdIn(source: ConfigurationSource): string | undefined {
  const connector = z.looseObject({ partnerId: z.string() });
  const declared = connector.safeParse(parseJson(source.get("lookout-intune:intuneConnector") ?? ""));
  return declared.success && isGuid(declared.data.partnerId) ? declared.data.partnerId.toLowerCase() : undefined;
}

async function runPulumi(args: readonly string[], stack: string): Promise<string> {
  try {
    return (await promisify(execFile)("pulumi", [...args], { maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: unknown };
    const reason =
      code === "ENOENT" ? "there is no pulumi command on the PATH; install Pulumi" : String(stderr ?? code).trim();
    throw new CouldNotRun([`The config of the stack ${stack} cannot be read: ${reason}`]);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
