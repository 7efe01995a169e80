import { checkout } from "./checkout";
import { planCommand } from "./runs/command-line";
import { openSession, workingConfigFile } from "./runs/session";
import { providersOf } from "./runs/stacks";
import { useTenant } from "./runs/tenant";
import { runScript, sayOnStderr as say } from "./output";
import { prepareToolchain } from "./toolchain/prepare";

/** `npm run local -- <pulumi command>`: the command on a local stack, with the tenant up for as long as it runs. */
runScript(async () => {
  const interactive = process.stdin.isTTY;
  const command = planCommand(process.argv.slice(2), { interactive, configFile: workingConfigFile });
  say("Toolchain");
  const toolchain = await prepareToolchain(say, process.env, providersOf(command.stack));
  if (command.needsTenant) say("Local tenant");
  const tenant = command.needsTenant ? await useTenant(checkout.local, say) : undefined;
  try {
    const session = openSession(command.stack, toolchain, tenant, say);
    say("");
    return (await session.run(command.args, interactive)).exitCode;
  } finally {
    await tenant?.stop();
  }
});
