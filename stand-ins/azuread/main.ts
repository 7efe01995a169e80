import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { version } from "@pulumi/azuread/package.json";
import { watchEngine } from "./engine-watch.js";
import { AzureadProvider } from "./provider.js";
import { service } from "./service.js";

/** As the real provider's own pause. */
const POLL_MS = 5000;
/** Large states travel in one message; as large as Pulumi's own plugins allow. */
const MESSAGE_LIMIT = 400 * 1024 * 1024;

/** Starts the plugin as the engine starts any: flags, then the engine's address; the port goes to standard output. */
function main(args: readonly string[], environment: NodeJS.ProcessEnv): void {
  const engine = args.at(-1);
  const provider = new AzureadProvider({ environment, pollMs: pollInterval(environment) });
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_LIMIT,
    "grpc.max_send_message_length": MESSAGE_LIMIT,
  });
  server.addService(ResourceProviderService, service(provider, version) as grpc.UntypedServiceImplementation);

  const stop = () => {
    provider.cancel();
    server.forceShutdown();
    process.exit(0);
  };
  // Ctrl-C reaches the whole process group; the engine then says itself, by Cancel, what is to end.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", stop);
  if (engine !== undefined && /:\d+$/.test(engine)) {
    watchEngine(engine, stop);
  }

  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
      throw error;
    }
    process.stdout.write(`${port}\n`);
  });
}

function pollInterval(environment: NodeJS.ProcessEnv): number {
  const given = environment.AZUREAD_STAND_IN_POLL_MS;
  if (given === undefined || given === "") {
    return POLL_MS;
  }
  if (!/^\d+$/.test(given)) {
    throw new Error(`AZUREAD_STAND_IN_POLL_MS is "${given}". Set whole milliseconds, such as 50, or unset it.`);
  }
  return Number(given);
}

main(process.argv.slice(2), process.env);
