import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { watchEngine } from "./engine-watch";
import { trustCertificates } from "./trust-certificates";
import type { PluginProvider } from "./plugin-provider";
import { service } from "./protocol";

/** Large states travel in one message; as large as Pulumi's own plugins allow. */
const messageLimit = 400 * 1024 * 1024;

/** Serves a provider as the engine starts any plugin: flags, then the engine's address; the port goes to standard output. */
export function servePlugin(provider: PluginProvider, version: string, args: readonly string[]): void {
  trustCertificates(process.env);
  const engine = args.at(-1);
  const server = new grpc.Server({
    "grpc.max_receive_message_length": messageLimit,
    "grpc.max_send_message_length": messageLimit,
  });
  let isCancelled = false;
  const implementation = service(provider, version, () => {
    isCancelled = true;
  });
  server.addService(ResourceProviderService, implementation as grpc.UntypedServiceImplementation);

  const stop = () => {
    provider.cancel();
    server.forceShutdown();
    process.exit(0);
  };
  // Ctrl-C reaches the whole process group; the engine then says itself, by Cancel, what is to end. Once it has, its own SIGINT
  // ends the plugin. The engine waits 5 s for that, one plugin after the other, and calls those whose turn comes later crashed.
  process.on("SIGINT", () => {
    if (isCancelled) stop();
  });
  process.on("SIGTERM", stop);
  if (engine !== undefined && /:\d+$/.test(engine)) watchEngine(engine, stop);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
}
