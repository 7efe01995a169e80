import { existsSync, readFileSync } from "node:fs";
import { get } from "node:https";
import { join } from "node:path";
import type { TenantConnection } from "../tenant/tenant-context";
import type { Print } from "../output";

const answersWithinMs = 3000;

/** The tenant of a local run. */
export interface Tenant {
  readonly connection: TenantConnection;
  readonly requestLog: string;
  /** Stops the tenant if it was started for this run. */
  stop(): Promise<void>;
}

/** Uses the running tenant of this folder, or starts one inside this process, so that it always ends with the process. */
export async function useTenant(local: string, print: Print): Promise<Tenant> {
  const connectionFile = join(local, "tenant.json");
  const requestLog = join(local, "requests.ndjson");
  const running = await runningTenant(connectionFile);
  if (running !== undefined) {
    print(`  uses the tenant that runs at ${running.baseUrl} (process ${running.pid})`);
    return { connection: running, requestLog, stop: () => Promise.resolve() };
  }
  // Load it only here, because many commands need no tenant.
  const { startTenant } = await import("../tenant/server.js");
  const tenant = await startTenant({ stateFolder: join(local, "tenant"), connectionFile, requestLog });
  print(
    `  listens on ${tenant.connection.baseUrl} until the command ends; its state stays in ${join(local, "tenant")}`,
  );
  return { connection: tenant.connection, requestLog, stop: () => tenant.stop() };
}

async function runningTenant(connectionFile: string): Promise<TenantConnection | undefined> {
  if (!existsSync(connectionFile)) return undefined;
  const connection = JSON.parse(readFileSync(connectionFile, "utf8")) as TenantConnection;
  return (await answers(connection)) ? connection : undefined;
}

async function answers({ baseUrl, caFile }: TenantConnection): Promise<boolean> {
  if (!existsSync(caFile)) return false;
  return new Promise((resolve) => {
    const request = get(
      `${baseUrl}/_tenant/health`,
      { ca: readFileSync(caFile), signal: AbortSignal.timeout(answersWithinMs), agent: false },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.once("error", () => {
      resolve(false);
    });
  });
}
