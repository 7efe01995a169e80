import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import type { TrustFiles } from "./environment";
import { makePrivateFolder } from "../private-folder";

/** Where Linux distributions keep the system's certificate authorities. */
const systemBundles = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

/** Writes the certificate authorities of a local run: the tenant's and the system's, because a run may also need the internet
 *  through a company proxy. */
export function writeTrust(folder: string, tenantCaFile: string, env: NodeJS.ProcessEnv = process.env): TrustFiles {
  makePrivateFolder(folder);
  const tenantCa = readFileSync(tenantCaFile, "utf8");
  const files = { additional: join(folder, "additional.pem"), complete: join(folder, "complete.pem") };
  writeFileSync(files.additional, joined([readIfExists(env.NODE_EXTRA_CA_CERTS), tenantCa]));
  writeFileSync(files.complete, joined([trustedBySystem(env), tenantCa]));
  return files;
}

function trustedBySystem(env: NodeJS.ProcessEnv): string {
  for (const file of [env.SSL_CERT_FILE, ...systemBundles]) {
    const certificates = readIfExists(file);
    if (certificates !== "") return certificates;
  }
  return rootCertificates.join("\n");
}

function readIfExists(file: string | undefined): string {
  return file !== undefined && file !== "" && existsSync(file) ? readFileSync(file, "utf8") : "";
}

function joined(parts: readonly string[]): string {
  return parts.map((part) => `${part.trim()}\n`).join("");
}
