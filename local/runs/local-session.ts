import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { checkout } from "../checkout";
import { UserError } from "../../model/user-error";
import { type Print } from "../output";
import { fileNameOf } from "../toolchain/bin-folder";
import type { Toolchain } from "../toolchain/toolchain";
import { localEnvironment, localPaths } from "./environment";
import { type PulumiRun, runPulumi } from "./pulumi-process";
import { saltOf, copyChangesBack, writeCopy, withOverlay } from "./stack-config";
import { violationFile, type LocalStack } from "./stacks";
import { abandonedLocks } from "./state-lock";
import type { Tenant } from "./use-tenant";
import { writeTrust } from "./trust-files";

/** A local stack, ready for pulumi commands. */
export interface LocalSession {
  readonly env: NodeJS.ProcessEnv;
  /** Runs pulumi. Copies config changes of the command into the checkout. */
  run(args: readonly string[], interactive: boolean): Promise<PulumiRun>;
}

/** The config file that Pulumi works on for a local stack. */
export function workingConfigFile(stack: LocalStack): string {
  return join(checkout.local, "config", `Pulumi.${stack}.yaml`);
}

/** Creates the stack if it does not exist, and removes locks of killed runs. */
export function openSession(
  stack: LocalStack,
  toolchain: Toolchain,
  tenant: Tenant | undefined,
  print: Print,
): LocalSession {
  const cli = join(toolchain.bin, fileNameOf("pulumi"));
  const paths = localPaths(checkout.root);
  mkdirSync(paths.stateFolder, { recursive: true });
  ensurePassphrase(paths.passphraseFile);
  const env = localEnvironment({
    ...paths,
    stack,
    toolchainBin: toolchain.bin,
    ...(tenant === undefined
      ? {}
      : {
          tenant: {
            connection: tenant.connection,
            trust: writeTrust(join(checkout.local, "trust"), tenant.connection.caFile),
          },
        }),
  });
  const project = projectName();
  const committed = committedConfigOf(stack);
  const copy = workingConfigFile(stack);
  writeCopy(committed, copy, ensureStack(cli, project, stack, paths.stateFolder, env));
  releaseAbandonedLocks(cli, project, stack, paths.stateFolder, env, print);
  return {
    env,
    run: async (args, interactive) => {
      const run = await runPulumi(cli, args, { cwd: checkout.root, env, interactive });
      if (copyChangesBack(committed, copy)) print(`Pulumi.${stack}.yaml now has what the command changed.`);
      return run;
    },
  };
}

/** The stack's config in the checkout. The config of a deliberately bad stack is generated from its violation file. */
function committedConfigOf(stack: LocalStack): string {
  const overlay = violationFile(stack);
  if (overlay === undefined) return join(checkout.root, `Pulumi.${stack}.yaml`);
  const made = join(checkout.local, "violations", `Pulumi.${stack}.yaml`);
  const base = readFileSync(join(checkout.root, "Pulumi.local.yaml"), "utf8");
  mkdirSync(dirname(made), { recursive: true });
  writeFileSync(made, withOverlay(base, readFileSync(overlay, "utf8")));
  return made;
}

/** Every checkout has a passphrase of its own for the secrets in its local state. */
function ensurePassphrase(file: string): void {
  if (existsSync(file)) return;
  writeFileSync(file, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

function projectName(): string {
  return (parse(readFileSync(join(checkout.root, "Pulumi.yaml"), "utf8")) as { name: string }).name;
}

/** Returns the salt of the stack's passphrase. The stack is created outside the project, because Pulumi writes the salt of a
 *  new stack into the config file it finds, which is committed here. */
function ensureStack(
  cli: string,
  project: string,
  stack: LocalStack,
  stateFolder: string,
  env: NodeJS.ProcessEnv,
): string {
  const folder = join(checkout.local, "stack-init");
  const configFile = join(folder, `Pulumi.${stack}.yaml`);
  const known = existsSync(configFile) ? saltOf(readFileSync(configFile, "utf8")) : undefined;
  const stateFile = join(stateFolder, ".pulumi/stacks", project, `${stack}.json`);
  if (known !== undefined && existsSync(stateFile)) return known;

  mkdirSync(folder, { recursive: true });
  rmSync(configFile, { force: true });
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
  pulumiQuietly(cli, ["stack", "init", stack, "--no-select", "--non-interactive"], folder, env);
  const salt = saltOf(readFileSync(configFile, "utf8"));
  if (salt === undefined) throw new Error(`Pulumi made the stack ${stack} but wrote no encryption salt.`);
  return salt;
}

function releaseAbandonedLocks(
  cli: string,
  project: string,
  stack: LocalStack,
  stateFolder: string,
  env: NodeJS.ProcessEnv,
  print: Print,
): void {
  const [lock] = abandonedLocks(stateFolder, project, stack);
  if (lock === undefined) return;
  print(
    `  The run that had locked the stack (process ${lock.pid}, ${lock.timestamp}) is gone; its lock is released. ` +
      "What it was creating is looked for again. " +
      "Pulumi's warning of pending operations ends with `npm run local -- refresh --clear-pending-creates`.",
  );
  pulumiQuietly(cli, ["cancel", "--yes", "--stack", stack, "--non-interactive"], checkout.root, env);
}

function pulumiQuietly(cli: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): void {
  const { status, stderr, stdout } = spawnSync(cli, args, { cwd, env, encoding: "utf8" });
  if (status === 0) return;
  throw new UserError(`\`pulumi ${args.join(" ")}\` failed:\n${`${stdout}${stderr}`.trim()}`);
}
