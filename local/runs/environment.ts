import { delimiter, join } from "node:path";
import { allowedHostsVariable } from "../../clients/http/allowed-hosts";
import { defaultEventReading, eventReadingSettings } from "../../clients/lookout/event-reading";
import type { TenantConnection } from "../tenant/tenant-context";
import type { LocalStack } from "./stacks";

/** Inputs of the environment of a local run. */
export interface LocalRun {
  readonly stack: LocalStack;
  /** Folder with pulumi, its language host and the start script of dynamic providers. */
  readonly toolchainBin: string;
  readonly pulumiHome: string;
  /** Folder of Pulumi's file backend. */
  readonly stateFolder: string;
  readonly passphraseFile: string;
  /** `node_modules/.bin` of the checkout: the Node.js that runs the program. */
  readonly nodeModulesBin: string;
  /** Undefined for commands that do not use the tenant. */
  readonly tenant?: { readonly connection: TenantConnection; readonly trust: TrustFiles };
}

/** Certificate authorities for clients of the local tenant. */
export interface TrustFiles {
  /** For Node.js, which adds them to its own. */
  readonly additional: string;
  /** For Go, which takes them instead of the system's. */
  readonly complete: string;
}

/** Lookout's interval. Source: clients/lookout/event-reading.ts. */
const lookoutHeartbeatMs = 5000;

/** Environment variables of real accounts. None of them may reach a run on the local tenant. */
const realAccounts =
  /^(ARM_|AZURE_|LOOKOUT_|PULUMI_ACCESS_TOKEN$|PULUMI_BACKEND_URL$|PULUMI_CONFIG|PULUMI_ORG$|PULUMI_STACK$)/;

/** The environment of pulumi in a local run. Credentials are here and only here: never in arguments or config. */
export function localEnvironment(run: LocalRun, base: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return {
    ...withoutRealAccounts(base),
    PATH: [run.toolchainBin, run.nodeModulesBin, base.PATH].filter((part) => part !== undefined).join(delimiter),
    PULUMI_HOME: run.pulumiHome,
    PULUMI_BACKEND_URL: fileBackend(run.stateFolder),
    PULUMI_CONFIG_PASSPHRASE_FILE: run.passphraseFile,
    PULUMI_STACK: run.stack,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Makes the flag --event-log known.
    PULUMI_DEBUG_COMMANDS: "true",
    // The toolchain provides missing plugins and logs their source.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // The build has already checked the types.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    ...(run.tenant === undefined ? {} : tenantEnvironment(run.tenant.connection, run.tenant.trust, base)),
  };
}

/** The URL of Pulumi's file backend in a folder. Without this parameter, Pulumi keeps a second file of attributes beside each
 *  state. A run that is killed while it writes that file leaves it empty, and then no command can read the state ("failed to load
 *  checkpoint: EOF", measured with CLI 3.259). Source: https://pkg.go.dev/gocloud.dev/blob/fileblob */
export function fileBackend(folder: string): string {
  return `file://${folder}?metadata=skip`;
}

/** An environment without the settings of real accounts. */
export function withoutRealAccounts(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(base).filter(([name]) => !realAccounts.test(name)));
}

/** Environment variables for the program, the plugins and the engine to reach the tenant and sign in. */
export function tenantEnvironment(
  tenant: TenantConnection,
  trust: TrustFiles,
  base: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  return {
    ARM_TENANT_ID: tenant.tenantId,
    ARM_CLIENT_ID: tenant.clientId,
    ARM_CLIENT_SECRET: tenant.clientSecret,
    ARM_METADATA_HOSTNAME: tenant.metadataHost,
    // The local tenant's one subscription has the id of the tenant.
    ARM_SUBSCRIPTION_ID: tenant.tenantId,
    ARM_USE_CLI: "false",
    // The local tenant is gateway and Lookout as well.
    [allowedHostsVariable]: tenant.metadataHost,
    LOOKOUT_APPLICATION_KEY: tenant.lookoutApplicationKey,
    LOOKOUT_API_URL: tenant.baseUrl,
    LOOKOUT_GATEWAY_URL: tenant.baseUrl,
    ...eventReadingAt(tenant.streamHeartbeatMs),
    NODE_EXTRA_CA_CERTS: trust.additional,
    SSL_CERT_FILE: trust.complete,
    // A proxy would resolve localhost on its own machine.
    NO_PROXY: [base.NO_PROXY ?? base.no_proxy, "localhost"]
      .filter((part) => part !== undefined && part !== "")
      .join(","),
    // The tenant is consistent within half a second, so the 5 s waits of the real plugin are not needed.
    AZUREAD_STAND_IN_POLL_MS: base.AZUREAD_STAND_IN_POLL_MS ?? "500",
  };
}

/** Quiet times of a reader of Lookout's events, in proportion to the tenant's heartbeats. */
export function eventReadingAt(streamHeartbeatMs: number): Readonly<Record<string, string>> {
  const scale = streamHeartbeatMs / lookoutHeartbeatMs;
  return Object.fromEntries(
    (["quietMs", "firstQuietMs", "afterEventMs"] as const).map((name) => [
      eventReadingSettings[name].variables[0],
      String((defaultEventReading[name] * scale) / 1000),
    ]),
  );
}

/** Default paths of a local run in a checkout. */
export function localPaths(
  root: string,
): Pick<LocalRun, "pulumiHome" | "stateFolder" | "passphraseFile" | "nodeModulesBin"> {
  const local = join(root, ".local");
  return {
    pulumiHome: join(local, "pulumi-home"),
    stateFolder: join(local, "state"),
    passphraseFile: join(local, "passphrase"),
    nodeModulesBin: join(root, "node_modules", ".bin"),
  };
}
