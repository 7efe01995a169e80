import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { AxiosInstance } from "axios";
import { stringify } from "yaml";
import { checkout } from "../../local/checkout";
import { fileBackend, tenantEnvironment } from "../../local/runs/environment";
import { localPulumiHome, prepareToolchain } from "../../local/toolchain/prepare";
import type { TenantConnection } from "../../local/tenant/tenant-context";
import type { TenantOptions } from "../../local/tenant/tenant-options";
import type { LoggedRequest } from "../../local/tenant/request-log";
import { startTenantUnderTest, type TenantUnderTest } from "../local/tenant/tenant-under-test";
import { type Finished, removeFolder, run, type Running, scratchFolder } from "./engine";
import { signInAsAdministrator, tenantControls } from "./graph-admin";

export type StackConfig = Readonly<Record<string, unknown>>;

const passphrase = "end-to-end";
const compileCache = join(tmpdir(), "lookout-intune-compile-cache");

/** A stack in a backend of its own. */
export interface TestStack {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Writes the config of the stack `test`. */
  configure(config: StackConfig): void;
  /** Starts `pulumi <args>` on the stack. */
  start(args: readonly string[], env?: NodeJS.ProcessEnv): Running;
  /** Runs `pulumi <args>` on the stack to its end. */
  pulumi(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Finished>;
  /** The stack's outputs. */
  outputs(): Promise<Record<string, unknown>>;
  /** The stack's state, as text. */
  state(): Promise<string>;
}

/** A project of its own beside a tenant of its own: nothing of one test reaches another, or the checkout. */
export interface Workspace extends TestStack {
  readonly tenant: TenantUnderTest;
  readonly graph: AxiosInstance;
  readonly controls: AxiosInstance;
  /** Whatever was sent to the tenant after its first `count` requests, but reads and sign-ins. */
  writesAfter(count: number): LoggedRequest[];
  dispose(): Promise<void>;
}

/** Makes a workspace that runs a program of this repository, by default the root stack's. */
export async function createWorkspace(
  program = join(checkout.root, "stack", "index.ts"),
  tenantOptions: Partial<TenantOptions> = {},
  addedInIntune = true,
): Promise<Workspace> {
  return openWorkspace(projectFolder(program), tenantOptions, addedInIntune);
}

/** Makes a second project, of the same name, whose stack has the same name and a backend of its own. */
export function createStackBeside({ env }: Workspace): Promise<TestStack> {
  const folder = projectFolder(join(checkout.root, "stack", "index.ts"));
  return openStack(folder, { ...env, PULUMI_BACKEND_URL: backendIn(folder) });
}

function projectFolder(program: string): string {
  const folder = scratchFolder("end-to-end");
  writeFileSync(join(folder, "Pulumi.yaml"), stringify({ name: "lookout-intune", runtime: "nodejs", main: program }));
  return folder;
}

/** Takes a folder that holds a Pulumi project as the workspace. */
export async function openWorkspace(
  folder: string,
  tenantOptions: Partial<TenantOptions> = {},
  /** Whether an administrator of Intune has added Lookout's connector there, as somebody has to. */
  addedInIntune = true,
): Promise<Workspace> {
  const toolchain = await prepareToolchain(() => undefined);
  const tenant = await startTenantUnderTest(tenantOptions);
  const { connection } = tenant.tenant;
  if (addedInIntune) await tenantControls(connection).put("/console/intune-add", {});
  return {
    ...(await openStack(folder, environment(connection, toolchain.bin, folder))),
    tenant,
    graph: await signInAsAdministrator(connection),
    controls: tenantControls(connection),
    writesAfter: (count) =>
      tenant
        .requests()
        .slice(count)
        .filter(({ method, path }) => method !== "GET" && !/\/token(\?|$)/.test(path)),
    dispose: async () => {
      await tenant.dispose();
      removeFolder(folder);
    },
  };
}

async function openStack(folder: string, env: NodeJS.ProcessEnv): Promise<TestStack> {
  mkdirSync(join(folder, "state"), { recursive: true });
  const start = (args: readonly string[], more: NodeJS.ProcessEnv = {}): Running =>
    run("pulumi", [...args, "--stack", "test", "--non-interactive"], folder, { ...env, ...more });
  const pulumi = async (args: readonly string[], more?: NodeJS.ProcessEnv): Promise<Finished> =>
    start(args, more).finished;
  await run("pulumi", ["stack", "init", "test", "--non-interactive"], folder, env).finished;
  const salt = readFileSync(join(folder, "Pulumi.test.yaml"), "utf8");

  return {
    folder,
    env,
    configure: (config) => {
      writeFileSync(join(folder, "Pulumi.test.yaml"), `${salt}\n${stringify({ config })}`);
    },
    start,
    pulumi,
    outputs: async () => JSON.parse(lastJson(await pulumi(["stack", "output", "--json"]))) as Record<string, unknown>,
    state: async () => (await pulumi(["stack", "export"])).output,
  };
}

function backendIn(folder: string): string {
  return fileBackend(join(folder, "state"));
}

/** The environment of a stack whose credentials are those of a tenant. */
export function signedInTo(connection: TenantConnection): NodeJS.ProcessEnv {
  const trust = { additional: connection.caFile, complete: connection.caFile };
  return tenantEnvironment(connection, trust, { AZUREAD_STAND_IN_POLL_MS: "50" });
}

/** Everything the program, the plugins and the engine read from the environment; no variable of the caller's but PATH. */
function environment(connection: TenantConnection, toolchain: string, folder: string): NodeJS.ProcessEnv {
  const modules = join(checkout.root, "node_modules", ".bin");
  return {
    HOME: process.env.HOME,
    TMPDIR: process.env.TMPDIR,
    PATH: [modules, toolchain, process.env.PATH].join(delimiter),
    PULUMI_HOME: localPulumiHome,
    PULUMI_BACKEND_URL: backendIn(folder),
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // The tenants of these tests show at once what was written.
    LOOKOUT_INTUNE_FIRST_PAUSE_SECONDS: "0.2",
    // Hundreds of runs load the same modules.
    NODE_COMPILE_CACHE: compileCache,
    ...signedInTo(connection),
  };
}

function lastJson({ output }: Finished): string {
  return output.slice(output.indexOf("{"));
}

/** The folder of the policy pack. */
export const policyPack = join(checkout.root, "policies");

/** Settings of the pack for stacks that leave app and compliance to somebody else. */
export const bareStackPolicies = join(checkout.root, "test", "end-to-end", "bare-stack-policies.json");

/** Settings of the pack that refuse nothing and report everything, for a tenant that is adopted as it is. */
export const advisoryPolicies = join(checkout.root, "test", "end-to-end", "advisory-policies.json");

/** A config that nothing is wrong with, in gateway mode. */
export const gatewayConfig = {
  "lookout:mode": "gateway",
  "lookout-intune:accessGroups": { full: { displayName: "Lookout full" } },
  "lookout-intune:enrollmentGroups": { pilot: { displayName: "Lookout pilot" } },
  "lookout-intune:connector": { heartbeatMinutes: 15, errorEmail: "soc@contoso.com" },
  "lookout-intune:enrollmentSettings": { daysUntilDisconnected: 30 },
  "lookout-intune:intuneConnector": { android: {}, ios: {}, waitMinutes: 1 },
} as const satisfies StackConfig;

/** The same, with a person between the stack and Lookout. */
export const consoleConfig = { ...gatewayConfig, "lookout:mode": "console" } as const satisfies StackConfig;
