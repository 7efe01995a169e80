import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { checkout } from "../checkout";
import { type Print } from "../output";
import { fileNameOf } from "../toolchain/bin-folder";
import type { Toolchain } from "../toolchain/toolchain";
import { localEnvironment, localPaths } from "./environment";
import { pulumiQuietly, recoverKilledRun, releaseAbandonedLocks, type StackOnDisk } from "./killed-run";
import { type PulumiRun, runPulumi } from "./pulumi-process";
import { saltOf, copyChangesBack, writeCopy, withOverlay } from "./stack-config";
import { violationFile, type LocalStack } from "./stacks";
import type { Tenant } from "./use-tenant";
import { writeTrust } from "./trust-files";
import { makePrivateFolder } from "../private-folder";

/** A local stack, ready for pulumi commands. */
export interface LocalSession {
  readonly env: NodeJS.ProcessEnv;
  /** Finds what a killed run left. Needs the tenant. */
  recover(): Promise<void>;
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
  makePrivateFolder(paths.stateFolder);
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
  const onDisk: StackOnDisk = { cli, project, stack, stateFolder: paths.stateFolder, folder: checkout.root, env };
  releaseAbandonedLocks(onDisk, print);
  return {
    env,
    recover: () => recoverKilledRun({ ...onDisk, env: { ...env, LOOKOUT_INTUNE_CONFIG_FILE: copy } }, print),
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
  makePrivateFolder(dirname(made));
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

  makePrivateFolder(folder);
  rmSync(configFile, { force: true });
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
  pulumiQuietly({ cli, folder, env }, ["stack", "init", stack, "--no-select", "--non-interactive"]);
  const salt = saltOf(readFileSync(configFile, "utf8"));
  if (salt === undefined) throw new Error(`Pulumi made the stack ${stack} but wrote no encryption salt.`);
  return salt;
}
