import { checkout } from "./checkout";
import { enterInConsole, readConsoleChange } from "./runs/console-change";
import { useTenant } from "./runs/use-tenant";
import { runScript, printToStdout as print } from "./output";

/** `npm run console -- <form> <json>`: makes a manual change in a console of the local tenant, outside of the stack. */
runScript(async () => {
  const change = readConsoleChange(process.argv.slice(2));
  print("Local tenant");
  const tenant = await useTenant(checkout.local, print);
  try {
    await enterInConsole(tenant.connection, change);
    print(`Entered in the form ${change.form}.`);
    return 0;
  } finally {
    await tenant.stop();
  }
});
