import { connect } from "node:net";
import { readFileSync } from "node:fs";
import { globalAgent } from "node:https";
import { rootCertificates } from "node:tls";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { PluginProvider } from "./plugin-provider";
import { service } from "./protocol";
import type { Environment } from "../../../clients/configuration-source";

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
  // Ctrl-C reaches the whole process group; the engine then cancels what is to end by its own Cancel call. Once it has, its own SIGINT
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

const engineCheckMs = 5000;
const missesUntilGone = 3;

/** Calls back once the engine no longer listens, so that no plugin outlives an engine that was killed. */
function watchEngine(address: string, onGone: () => void): void {
  const [host = "", port = ""] = address.split(/:(?=\d+$)/);
  let misses = 0;
  const timer = setInterval(() => {
    const socket = connect({ host, port: Number(port) });
    socket.once("connect", () => {
      misses = 0;
      socket.destroy();
    });
    socket.once("error", () => {
      misses += 1;
      if (misses === missesUntilGone) {
        clearInterval(timer);
        onGone();
      }
    });
  }, engineCheckMs);
  timer.unref();
}

/** Trusts what the real plugins, written in Go, trust through SSL_CERT_FILE, besides what Node.js trusts. */
function trustCertificates(environment: Environment): void {
  const files = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"].flatMap((name) => {
    const path = environment[name];
    return path ? [{ name, path }] : [];
  });
  // A list of one's own replaces that of Node.js, so that is added to it.
  if (files.length > 0) globalAgent.options.ca = [...rootCertificates, ...files.map(readCertificates)];
}

function readCertificates({ name, path }: { readonly name: string; readonly path: string }): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Error(`${name} names ${path}, which cannot be read. Correct the path, or unset the variable.`);
  }
}
