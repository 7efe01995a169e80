import { checkout } from "./checkout";
import { enterInConsole, readConsoleChange } from "./runs/console-change";
import { useTenant } from "./runs/tenant";
import { runScript, sayOnStdout as say } from "./output";

/** `npm run console -- <form> <json>`: what a person does in a console of the local tenant, behind the stack's back. */
runScript(async () => {
  const change = readConsoleChange(process.argv.slice(2));
  say("Local tenant");
  const tenant = await useTenant(checkout.local, say);
  try {
    await enterInConsole(tenant.connection, change);
    say(`Entered in the form ${change.form}.`);
    return 0;
  } finally {
    await tenant.stop();
  }
});
