import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse, stringify } from "yaml";
import { checkout } from "../local/checkout";
import { UserError } from "../model/user-error";
import { runScript, printToStdout as log } from "../local/output";
import { withOverlay } from "../local/runs/stack-config";
import { withoutRealAccounts } from "../local/runs/environment";

/** Ids of the tenant in every fixture. Its credentials are generated when the fixture is read. */
const identity = {
  tenantId: "10ca1000-0000-4000-8000-000000000001",
  clientId: "10ca1000-0000-4000-8000-000000000002",
  clientObjectId: "10ca1000-0000-4000-8000-000000000003",
  lookoutEnterpriseId: "10ca1000-0000-4000-8000-000000000004",
} as const;

const unused = {
  clientSecret: "local~only-while-the-fixture-is-made",
  lookoutApplicationKey: "local.only-while-the-fixture-is-made",
};

const lookoutApplicationId = "11111111-2222-4333-8444-555555555555";

/** What each fixture has beyond the local stack of its mode, so that there is a value wherever a release may rename a key. */
const overlay = `
config:
  lookout-intune:supportHandoff:
    # The key of releases before 0.1.0; organization since then.
    organisation: Contoso
    contactName: Kim Doe
    from: kim.doe@contoso.example
  lookout-intune:tenantConsent:
    applicationId: ${lookoutApplicationId}
  lookout-intune:lookoutForWork:
    ios: { configuration: { email: "{{mail}}" } }
`;

/** The modes by local stack, with the manual entries in Lookout's console and their records. */
const modes = {
  gateway: { stack: "local", entered: {}, recorded: [] },
  console: {
    stack: "local-console",
    entered: {
      connector: {
        heartbeatMinutes: 60,
        enrollmentGroupNames: ["Lookout pilot"],
        deviceStatusSync: true,
        threatStatusSync: true,
        errorEmail: "soc@contoso.example",
      },
      classifications: { ADWARE: "LOW" },
    },
    // Enrollment settings stay pending, so that the fixture contains pendingSince.
    recorded: ["connector", "notificationPreferences", "threatClassifications"],
  },
} as const;
type Mode = keyof typeof modes;

/** Writes state and tenant of a release, with the release's own commands in a checkout of it. */
async function writeFixture(release: string, mode: Mode, folder: string): Promise<void> {
  const { stack, entered, recorded } = modes[mode];
  const local = join(release, ".local");
  if (existsSync(local)) throw new UserError(`${local} is there: use a checkout that was made for this.`);
  const configFile = join(release, `Pulumi.${stack}.yaml`);
  const committed = readFileSync(configFile, "utf8");
  mkdirSync(join(local, "tenant"), { recursive: true });
  writeFileSync(join(local, "tenant", "identity.json"), JSON.stringify({ ...identity, ...unused }));
  const npm = (...args: string[]) => runNpm(release, args);
  const tenant = await startTenant(release);
  try {
    writeFileSync(configFile, withOverlay(committed, overlay));
    await npm("console", "--", "intune-add", "{}");
    const consent = { applicationId: lookoutApplicationId, displayName: "Lookout" };
    await npm("console", "--", "consent", JSON.stringify(consent));
    await npm("local", "--", "up", "--yes", "--skip-preview", "--stack", stack);
    const outputs = JSON.parse(await npm("local", "--", "stack", "output", "--json", "--stack", stack)) as Outputs;
    for (const [form, body] of Object.entries(entered)) await npm("console", "--", form, JSON.stringify(body));
    writeFileSync(configFile, withOverlay(readFileSync(configFile, "utf8"), recordsOf(outputs, recorded)));
    await npm("local", "--", "up", "--yes", "--skip-preview", "--stack", stack);
    const state = await npm("local", "--", "stack", "export", "--stack", stack);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "state.json"), withoutEncryption(state));
    writeFileSync(join(folder, "config.yaml"), stringify(parse(readFileSync(configFile, "utf8"))));
  } finally {
    tenant.kill("SIGTERM");
    await once(tenant, "exit");
    writeFileSync(configFile, committed);
  }
  moveTenant(join(local, "tenant"), join(folder, "tenant"));
  rmSync(local, { recursive: true });
}

interface Outputs {
  readonly handoffRevision: string;
  readonly revisions: Readonly<Record<string, string>>;
}

/** The records of a person who completed the manual steps. */
function recordsOf({ handoffRevision, revisions }: Outputs, recorded: readonly string[]): string {
  const record = (revision: string | undefined) => ({
    revision,
    by: "kim.doe@contoso.example",
    at: new Date().toISOString(),
  });
  const entered = Object.fromEntries(recorded.map((name) => [name, record(revisions[name])]));
  return stringify({ config: { "lookout:acknowledged": { supportHandoff: record(handoffRevision), ...entered } } });
}

/** The state without everything that needs the stack's passphrase: secret outputs and the salt. */
function withoutEncryption(exported: string): string {
  const state = JSON.parse(exported) as ExportedState;
  delete state.deployment.secrets_providers;
  for (const { outputs } of state.deployment.resources) {
    for (const [name, value] of Object.entries(outputs ?? {})) {
      if (JSON.stringify(value).includes('"ciphertext"')) delete outputs?.[name];
    }
  }
  const text = JSON.stringify(state, undefined, 1);
  if (text.includes('"ciphertext"'))
    throw new UserError("an input is encrypted: leave it out of the fixture's config.");
  return `${text}\n`;
}

interface ExportedState {
  readonly deployment: {
    secrets_providers?: unknown;
    readonly resources: readonly { readonly outputs?: Record<string, unknown> }[];
  };
}

/** Files that a tenant creates at its start. */
const ofThisTenant = ["identity.json", "port.json", "entra-signing-key.json"];

/** The tenant's documents, without any key. */
function moveTenant(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((file) => file.endsWith(".json") && !ofThisTenant.includes(file))) {
    writeFileSync(join(to, name), readFileSync(join(from, name)));
  }
  writeFileSync(join(to, "identity.json"), `${JSON.stringify(identity, undefined, 2)}\n`);
}

async function startTenant(release: string): Promise<ChildProcess> {
  const tenant = spawn(join(release, "node_modules", ".bin", "node"), [tenantProgram(release), "--fast"], {
    cwd: release,
    stdio: "inherit",
  });
  for (let tries = 0; !existsSync(join(release, ".local", "tenant.json")); tries += 1) {
    if (tries === 100 || tenant.exitCode !== null) throw new UserError("the tenant did not start.");
    await sleep(100);
  }
  return tenant;
}

/** The program of the release's `npm run tenant`, which is not at the same path in every release. */
function tenantProgram(release: string): string {
  const { scripts } = JSON.parse(readFileSync(join(release, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<"tenant", string>>;
  };
  const program = scripts.tenant.split(/\s/).findLast((word) => word.includes("/tenant/") && word.endsWith(".js"));
  if (program === undefined) throw new UserError(`${release} has no script that starts the tenant.`);
  return join(release, program);
}

/** Runs a script of the release and returns its stdout. */
async function runNpm(release: string, args: readonly string[]): Promise<string> {
  log(`npm run ${args.join(" ")}`);
  const child = spawn("npm", ["run", "--silent", ...args], {
    cwd: release,
    env: withoutRealAccounts(process.env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString("utf8")));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new UserError(`npm run ${args.join(" ")} failed:\n${output}${errors}`);
  return output;
}

/** `node dist/scripts/state-fixture.js <built checkout of a release> <name of the fixture>`. */
if (require.main === module) {
  runScript(async () => {
    const [release, name] = process.argv.slice(2);
    if (release === undefined || name === undefined) throw new UserError("name a built checkout and the fixture.");
    for (const mode of Object.keys(modes) as Mode[]) {
      await writeFixture(resolve(release), mode, join(checkout.root, "test", "fixtures", name, mode));
    }
    return 0;
  });
}
