import { spawn } from "node:child_process";
import { checkout } from "../../local/checkout";
import { eventReadingAt } from "../../local/runs/environment";
import { allowedHostsFor, type TenantUnderTest } from "../local/tenant/tenant-under-test";

/** What a run of the command left. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `lookout-intune` as a process of its own, with no environment but the one given. */
export async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  const child = spawn(process.execPath, [checkout.command, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString("utf8")));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code, ...output });
    });
  });
}

/** The environment that leads to a tenant, as a user's shell or pipeline has it. */
export function environmentFor(subject: TenantUnderTest): Record<string, string> {
  const { connection } = subject.tenant;
  return {
    ...allowedHostsFor(subject),
    ARM_TENANT_ID: connection.tenantId,
    ARM_CLIENT_ID: connection.clientId,
    ARM_CLIENT_SECRET: connection.clientSecret,
    ARM_METADATA_HOSTNAME: connection.metadataHost,
    LOOKOUT_API_URL: connection.baseUrl,
    LOOKOUT_GATEWAY_URL: connection.baseUrl,
    LOOKOUT_APPLICATION_KEY: connection.lookoutApplicationKey,
    ...eventReadingAt(connection.streamHeartbeatMs),
    NODE_EXTRA_CA_CERTS: connection.caFile,
  };
}
