import { spawn } from "node:child_process";
import { join } from "node:path";
import { checkout } from "./checkout";
import { tenantEnvironment, withoutRealAccounts } from "./local/environment";
import { useTenant } from "./local/tenant";
import { writeTrust } from "./local/trust";
import { ExplainedError, runScript, sayOnStderr as say } from "./say";

/** `npm run lookout-intune -- <command>`: the package's command on the local tenant, which is up for as long as it runs. */
runScript(async () => {
  const args = process.argv.slice(2);
  if (args.some((arg) => /^--(stack|cwd)(=|$)/.test(arg))) {
    throw new ExplainedError(
      "`npm run lookout-intune` runs with the local tenant's credentials, which must never meet a real stack: leave --stack and --cwd " +
        "out. For a stack of yours run `npx lookout-intune` with them.",
    );
  }
  say("Local tenant");
  const tenant = await useTenant(checkout.local, say);
  try {
    const { connection } = tenant;
    const trust = writeTrust(join(checkout.local, "trust"), connection.caFile);
    const env = { ...withoutRealAccounts(process.env), ...tenantEnvironment(connection, trust, process.env) };
    say("");
    return await run(join(checkout.root, "dist", "cli", "main.js"), args, env);
  } finally {
    await tenant.stop();
  }
});

function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [file, ...args], { env, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve(code ?? 1);
    });
  });
}
