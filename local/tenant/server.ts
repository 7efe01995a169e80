import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { registerArm } from "./arm/register-arm";
import { loadCertificate } from "./certificate";
import type { TenantConnection, TenantContext } from "./tenant-context";
import { Clock, dateAnswers } from "./clock";
import { registerControl } from "./control";
import { registerEntra } from "./entra/register-entra";
import { Faults, registerFaults } from "./faults";
import { graphPart } from "./graph/register-graph";
import { loadIdentity } from "./identity";
import { readFleetPhones } from "./lookout/fleet-phones";
import { registerLookout } from "./lookout/register-lookout";
import { readLookoutConnection } from "./lookout/lookout-state";
import {
  defaultDelays,
  defaultManagedGooglePlayApps,
  defaultGrantedRoles,
  defaultUnknowns,
  type TenantOptions,
} from "./tenant-options";
import { logRequests } from "./request-log";
import { FileStore } from "./tenant-store";
import { makePrivateFolder } from "../private-folder";

/** A running tenant. */
export interface RunningTenant {
  readonly connection: TenantConnection;
  readonly context: TenantContext;
  stop(): Promise<void>;
}

/** Starts the tenant with its state, and writes the connection file. */
export async function startTenant(options: TenantOptions): Promise<RunningTenant> {
  refuseSecondTenant(options.connectionFile);
  const store = new FileStore(options.stateFolder);
  const identity = loadIdentity(store);
  const certificate = await loadCertificate(options.stateFolder);
  const port = await choosePort(store, options.port);
  const clock = new Clock(store);
  const context: TenantContext = {
    store,
    now: () => clock.now(),
    settings: {
      ...identity,
      baseUrl: `https://localhost:${port}`,
      grantedRoles: options.grantedRoles ?? defaultGrantedRoles,
      grantedActions: options.grantedActions ?? ["*"],
      connectorDelayMs: options.connectorDelayMs ?? defaultDelays.connectorDelayMs,
      consistencyDelayMs: options.consistencyDelayMs ?? defaultDelays.consistencyDelayMs,
      appPublishingDelayMs: options.appPublishingDelayMs ?? defaultDelays.appPublishingDelayMs,
      managedGooglePlayApps: options.managedGooglePlayApps ?? defaultManagedGooglePlayApps,
      streamHeartbeatMs: options.streamHeartbeatMs ?? defaultDelays.streamHeartbeatMs,
      streamRetryMs: options.streamRetryMs,
      unknowns: { ...defaultUnknowns, ...options.unknowns },
    },
  };
  const tls = { key: certificate.key, cert: certificate.certificate };
  const { createServer: createServerInFront } = options;
  const common = { forceCloseConnections: true, bodyLimit: 8 * 1024 * 1024 };
  const app = (createServerInFront === undefined
    ? Fastify({ ...common, https: tls })
    : Fastify({
        ...common,
        serverFactory: (handle) => createServerInFront(tls, handle),
      })) as unknown as FastifyInstance;
  const faults = new Faults();
  logRequests(app, options.requestLog, [identity.clientSecret, identity.lookoutApplicationKey]);
  acceptForms(app);
  dateAnswers(app, clock);
  registerFaults(app, faults);
  registerControl(app, context, clock, faults);
  await registerEntra(app, context);
  registerLookout(app, context);
  await graphPart(readLookoutConnection, readFleetPhones)(app, context);
  await registerArm(app, context);
  await app.listen({ host: "localhost", port });

  const connection = connectionOf(context, certificate.caFile);
  writeConnection(options.connectionFile, connection);
  return {
    connection,
    context,
    stop: async () => {
      rmSync(options.connectionFile, { force: true });
      await app.close();
    },
  };
}

/** Two tenants on one state would overwrite each other's documents. */
function refuseSecondTenant(connectionFile: string): void {
  if (!existsSync(connectionFile)) return;
  const { pid, baseUrl } = JSON.parse(readFileSync(connectionFile, "utf8")) as TenantConnection;
  if (pid !== process.pid && isAlive(pid)) {
    throw new Error(
      `a tenant already runs on this state at ${baseUrl} (process ${pid}). Use it, stop it, or choose another --state folder.`,
    );
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The requested port, or the last one, because provider configuration contains it; any port if that is in use. */
async function choosePort(store: FileStore, requested: number | undefined): Promise<number> {
  const remembered = store.document<{ port: number }>("port", () => ({ port: 0 }));
  const preferred = requested ?? remembered.port;
  remembered.port =
    (await tryPort(preferred)) ?? (requested === undefined ? await tryPort(0) : undefined) ?? refusePort(preferred);
  store.save("port");
  return remembered.port;
}

function refusePort(port: number): never {
  throw new Error(`port ${port} is taken. Choose another with --port, or leave it out.`);
}

async function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => {
      resolve(undefined);
    });
    probe.listen(port, "localhost", () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === "object" ? address?.port : undefined);
      });
    });
  });
}

/** Token requests are forms; Fastify itself reads JSON only. */
function acceptForms(app: FastifyInstance): void {
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body.toString())));
  });
}

function connectionOf({ settings }: TenantContext, caFile: string): TenantConnection {
  return {
    baseUrl: settings.baseUrl,
    metadataHost: new URL(settings.baseUrl).host,
    caFile,
    tenantId: settings.tenantId,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    lookoutApplicationKey: settings.lookoutApplicationKey,
    streamHeartbeatMs: settings.streamHeartbeatMs,
    pid: process.pid,
  };
}

function writeConnection(file: string, connection: TenantConnection): void {
  makePrivateFolder(dirname(file));
  writeFileSync(file, `${JSON.stringify(connection, null, 2)}\n`, { mode: 0o600 });
}
