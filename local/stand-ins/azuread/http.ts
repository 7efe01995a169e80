import axios, { type AxiosInstance } from "axios";
import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { rootCertificates } from "node:tls";

/** One request's limit. The operation as a whole has its own, longer one. */
const ANSWER_TIMEOUT_MS = 60_000;

/** A client for the local tenant, to which every status is an answer. */
export function tenantClient(environment: NodeJS.ProcessEnv): AxiosInstance {
  return axios.create({
    httpsAgent: trustingAgent(environment),
    timeout: ANSWER_TIMEOUT_MS,
    maxRedirects: 0,
    // A stand-in talks to a local tenant, which no proxy reaches.
    proxy: false,
    validateStatus: () => true,
  });
}

/** An agent that trusts what the real provider trusts through SSL_CERT_FILE and what Node trusts through NODE_EXTRA_CA_CERTS. */
function trustingAgent(environment: NodeJS.ProcessEnv): Agent {
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
