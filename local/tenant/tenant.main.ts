import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { defaultDelays, fastDelays } from "./tenant-options";
import { startTenant } from "./server";

interface CommandLine {
  readonly port?: number;
  readonly state: string;
  readonly fast?: boolean;
  readonly connectorDelay?: number;
}

const command = new Command("tenant")
  .description("A local tenant: Entra, Microsoft Graph, Lookout and the configuration gateway on one HTTPS port.")
  .option("--port <number>", "port to listen on (default: the one used last, else any)", wholeNumber)
  .option("--state <folder>", "where the tenant keeps its state, connection file and request log", ".local")
  .option("--fast", "no delays: changes are visible and the Intune connector appears at once")
  .option("--connector-delay <seconds>", "time until Lookout's connector appears in Intune", wholeNumber)
  .parse();

main(command.opts<CommandLine>()).catch((error: unknown) => {
  process.stderr.write(`The local tenant did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

async function main({ port, state, fast, connectorDelay }: CommandLine): Promise<void> {
  const folder = resolve(state);
  const connectionFile = join(folder, "tenant.json");
  const requestLog = join(folder, "requests.ndjson");
  const tenant = await startTenant({
    port,
    stateFolder: join(folder, "tenant"),
    connectionFile,
    requestLog,
    ...(fast === true ? fastDelays : defaultDelays),
    ...(connectorDelay === undefined ? {} : { connectorDelayMs: connectorDelay * 1000 }),
  });
  process.stdout.write(
    `The local tenant listens on ${tenant.connection.baseUrl}\n` +
      `  how to connect: ${connectionFile}\n` +
      `  its requests:   ${requestLog}\n`,
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void tenant.stop().then(() => process.exit(0));
    });
  }
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError("Give a whole number.");
  return number;
}
