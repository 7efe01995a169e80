import { spawn } from "node:child_process";
import { join } from "node:path";
import { checkout } from "./checkout";
import { tenantEnvironment, withoutRealAccounts } from "./runs/environment";
import { planLocalRun } from "./runs/package-command";
import { openSession, workingConfigFile } from "./runs/local-session";
import { useTenant, type Tenant } from "./runs/use-tenant";
import type { LocalStack } from "./runs/stacks";
import { writeTrust } from "./runs/trust-files";
import { runScript, printToStderr as print } from "./output";
import { prepareToolchain } from "./toolchain/prepare";

/** `npm run lookout-intune -- <command>`: runs the command on the local tenant, and on a local stack if the
 *  command reads one. The tenant runs for the duration of the command. */
runScript(async () => {
  const { args, stack } = planLocalRun(process.argv.slice(2));
  print("Local tenant");
  const tenant = await useTenant(checkout.local, print);
  try {
    const env = stack === undefined ? environmentOf(tenant) : await stackEnvironment(stack, tenant);
    print("");
    return await run(checkout.command, args, env);
  } finally {
    await tenant.stop();
  }
});

function environmentOf({ connection }: Tenant): NodeJS.ProcessEnv {
  const trust = writeTrust(join(checkout.local, "trust"), connection.caFile);
  return { ...withoutRealAccounts(process.env), ...tenantEnvironment(connection, trust, process.env) };
}

async function stackEnvironment(stack: LocalStack, tenant: Tenant): Promise<NodeJS.ProcessEnv> {
  const { env } = openSession(stack, await prepareToolchain(print), tenant, print);
  return { ...env, LOOKOUT_INTUNE_CONFIG_FILE: workingConfigFile(stack) };
}

function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [file, ...args], { env, stdio: "inherit", cwd: checkout.root });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve(code ?? 1);
    });
  });
}
