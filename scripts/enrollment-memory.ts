import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent } from "node:https";
import axios from "axios";
import type { TenantConnection } from "../local/tenant/tenant-context";
import type { LoggedRequest } from "../local/tenant/request-log";
import { checkout } from "../local/checkout";
import { runScript, printToStdout as print } from "../local/output";

const sizes = [1000, 10_000, 100_000];
const groupName = "Lookout pilot";
/** Makes a process print its peak memory at exit, in kB. */
const logPeak = "process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))";
const peakImport = `--import=data:text/javascript,${encodeURIComponent(logPeak)}`;

/** Measures `lookout-intune enrollment` for several fleet sizes: peak memory, requests, time. The tenant runs in a separate
 *  process, so that only the command is measured. */
runScript(async () => {
  print(`The command without any work (--help): ${megabytes(await peakOf(["enrollment", "--help"], {}))}`);
  for (const size of sizes) await measure(size);
  return 0;
});

async function measure(size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "lookout-intune-memory-"));
  const tenant = spawn(
    process.execPath,
    [join(checkout.root, "dist/local/tenant/tenant.main.js"), "--fast", "--state", folder],
    {
      stdio: "ignore",
    },
  );
  try {
    const connection = await connectionIn(folder);
    await prepare(connection, size);
    const csv = join(folder, "enrollment.csv");
    const began = performance.now();
    const peak = await peakOf(["enrollment", "--group", groupName, "--csv", csv], environmentOf(connection));
    const seconds = (performance.now() - began) / 1000;
    const requests = requestsIn(join(folder, "requests.ndjson"));
    print(
      `${size.toLocaleString("en").padStart(7)} phones: ${megabytes(peak)} at its peak, ${requests.graph} requests to Graph, ` +
        `${requests.lookout} to Lookout, ${seconds.toFixed(0)} s, a CSV file of ${(statSync(csv).size / 1e6).toFixed(1)} MB`,
    );
  } finally {
    tenant.kill();
    await sleep(500);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A ring with a share of every problem. */
async function prepare({ baseUrl, caFile, ...credentials }: TenantConnection, count: number): Promise<void> {
  const http = axios.create({ baseURL: baseUrl, httpsAgent: new Agent({ ca: readFileSync(caFile) }) });
  const { data } = await http.post<{ access_token: string }>(
    `/${credentials.tenantId}/oauth2/v2.0/token`,
    new URLSearchParams({
      grant_type: "client_credentials",
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      scope: `${baseUrl}/.default`,
    }),
  );
  const group = { displayName: groupName, mailEnabled: false, mailNickname: "pilot", securityEnabled: true };
  await http.post("/v1.0/groups", group, { headers: { Authorization: `Bearer ${data.access_token}` } });
  await http.post("/_tenant/fleet", {
    count,
    overMs: 0,
    groupName,
    activateShare: 0.9,
    dualProfileShare: 0.2,
    undiscoveredShare: 0.05,
    outsideGroupShare: 0.02,
    withoutDeviceIdShare: 0.02,
  });
}

async function connectionIn(folder: string): Promise<TenantConnection> {
  const file = join(folder, "tenant.json");
  for (let tries = 0; tries < 100 && !existsSync(file); tries += 1) await sleep(200);
  return JSON.parse(readFileSync(file, "utf8")) as TenantConnection;
}

function environmentOf({ baseUrl, caFile, metadataHost, ...connection }: TenantConnection): NodeJS.ProcessEnv {
  return {
    ARM_TENANT_ID: connection.tenantId,
    ARM_CLIENT_ID: connection.clientId,
    ARM_CLIENT_SECRET: connection.clientSecret,
    ARM_METADATA_HOSTNAME: metadataHost,
    LOOKOUT_API_URL: baseUrl,
    LOOKOUT_APPLICATION_KEY: connection.lookoutApplicationKey,
    NODE_EXTRA_CA_CERTS: caFile,
  };
}

/** Runs the command and returns its peak memory, in kB. */
async function peakOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [peakImport, checkout.command, ...args], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  await new Promise((resolve) => child.once("close", resolve));
  const peak = /^peak (\d+)$/m.exec(output)?.[1];
  if (peak === undefined) throw new Error(`the command failed: ${output}`);
  return Number(peak);
}

function requestsIn(log: string): { graph: number; lookout: number } {
  const lines = readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const paths = lines.map((line) => (JSON.parse(line) as LoggedRequest).path);
  const count = (pattern: RegExp) => paths.filter((path) => pattern.test(path)).length;
  // Without the request that created the group.
  return { graph: count(/^\/(v1\.0|beta)\//) - 1, lookout: count(/^\/mra\//) };
}

function megabytes(kilobytes: number): string {
  return `${Math.round(kilobytes / 1024)} MB`;
}
