import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { checkout } from "./checkout";
import { planCommand } from "./runs/command-line";
import { openSession, workingConfigFile } from "./runs/local-session";
import { useTenant } from "./runs/use-tenant";
import { runScript, printToStdout as print } from "./output";
import { readOutcome } from "./start/engine-events";
import { addConnectorByHand } from "./start/intune-addition";
import { countRequests, endOfLog } from "./start/request-counts";
import { summarize } from "./start/summary";
import { prepareToolchain } from "./toolchain/prepare";
import { makePrivateFolder } from "./private-folder";

/** `npm start`: runs the whole integration on the local tenant, with the real engine and the policy pack. */
runScript(async () => {
  const interactive = process.stdin.isTTY;
  const { args, stack } = planCommand(["up", "--yes"], { interactive, configFile: workingConfigFile });
  const eventLog = join(checkout.local, "engine-events.ndjson");
  makePrivateFolder(checkout.local);
  rmSync(eventLog, { force: true });

  print("Toolchain");
  const toolchain = await prepareToolchain(print);
  print("\nLocal tenant");
  const tenant = await useTenant(checkout.local, print);
  try {
    await addConnectorByHand(tenant.connection, print);
    print(`\nUpdate (pulumi up, stack ${stack})`);
    const session = openSession(stack, toolchain, tenant, print);
    await session.recover();
    const logStart = endOfLog(tenant.requestLog);
    const shown = interactive ? [] : ["--suppress-progress"];
    const { exitCode, interrupted } = await session.run([...args, ...shown, "--event-log", eventLog], interactive);
    const outcome = readOutcome(eventLog);
    const requests = countRequests(tenant.requestLog, logStart);
    const lines = summarize(outcome, requests, relative(checkout.root, tenant.requestLog), exitCode === 0);
    print(`\n${lines.join("\n")}`);
    if (exitCode !== 0)
      print(`\n${interrupted ? interruption : advice(outcome.onlyPreview, outcome.findings.length > 0)}`);
    return exitCode;
  } finally {
    await tenant.stop();
  }
});

const interruption =
  "The update was interrupted. What was done by then is recorded, and running `npm start` again goes on from there.";

function advice(onlyPreview: boolean, hasPolicyFindings: boolean): string {
  const where = hasPolicyFindings
    ? "The policies' messages above say what to change."
    : "The messages above say what to change.";
  return onlyPreview
    ? `The update was stopped before anything was changed. ${where} Then run \`npm start\` again.`
    : `The update did not finish. ${where} Running \`npm start\` again goes on from where it stopped.`;
}
