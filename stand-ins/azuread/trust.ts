import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { rootCertificates } from "node:tls";

/** An agent that trusts what the real provider trusts through SSL_CERT_FILE and what Node trusts through NODE_EXTRA_CA_CERTS. */
export function trustingAgent(environment: NodeJS.ProcessEnv): Agent {
  const files = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"].flatMap((name) => {
    const path = environment[name];
    return path ? [{ name, path }] : [];
  });
  // A `ca` option replaces Node's own list, so that list is added to it.
  const ca = files.length === 0 ? undefined : [...rootCertificates, ...files.map(readCertificates)];
  return new Agent({ keepAlive: true, minVersion: "TLSv1.2", ca });
}

function readCertificates({ name, path }: { name: string; path: string }): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Error(`${name} names ${path}, which cannot be read. Correct the path, or unset the variable.`);
  }
}
