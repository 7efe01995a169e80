import { checkout } from "./checkout";
import { planCommand } from "./runs/command-line";
import { openSession, workingConfigFile } from "./runs/local-session";
import { providersOf } from "./runs/stacks";
import { useTenant } from "./runs/use-tenant";
import { runScript, printToStderr as print } from "./output";
import { prepareToolchain } from "./toolchain/prepare";

/** `npm run local -- <pulumi command>`: runs the command on a local stack, and the local tenant for its duration. */
runScript(async () => {
  const interactive = process.stdin.isTTY;
  const command = planCommand(process.argv.slice(2), { interactive, configFile: workingConfigFile });
  print("Toolchain");
  const toolchain = await prepareToolchain(print, process.env, providersOf(command.stack));
  if (command.needsTenant) print("Local tenant");
  const tenant = command.needsTenant ? await useTenant(checkout.local, print) : undefined;
  try {
    const session = openSession(command.stack, toolchain, tenant, print);
    if (command.changesTenant) await session.recover();
    print("");
    return (await session.run(command.args, interactive)).exitCode;
  } finally {
    await tenant?.stop();
  }
});
