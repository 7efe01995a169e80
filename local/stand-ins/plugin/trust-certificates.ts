import { readFileSync } from "node:fs";
import { globalAgent } from "node:https";
import { rootCertificates } from "node:tls";
import type { Environment } from "../../../clients/configuration-source";

/** Trusts what the real plugins, written in Go, trust through SSL_CERT_FILE, besides what Node.js trusts. */
export function trustCertificates(environment: Environment): void {
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
