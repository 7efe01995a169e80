import { webcrypto } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import "reflect-metadata";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { makePrivateFolder } from "../private-folder";

/** Key and certificate of a local HTTPS server, and the CA file for its clients. */
export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
  readonly caFile: string;
}

const day = 24 * 60 * 60 * 1000;
const validDays = 365;
const renewDaysBefore = 30;
const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** Loads the certificate from the folder, or creates an authority and a certificate for localhost if there is none. */
export async function loadCertificate(folder: string): Promise<ServerCertificate> {
  const files = {
    ca: join(folder, "ca.pem"),
    key: join(folder, "server-key.pem"),
    certificate: join(folder, "server.pem"),
  };
  makePrivateFolder(folder);
  if (!isFresh(files.certificate)) await makeCertificate(files);
  return {
    key: readFileSync(files.key, "utf8"),
    certificate: readFileSync(files.certificate, "utf8"),
    caFile: files.ca,
  };
}

function isFresh(file: string): boolean {
  if (!existsSync(file)) return false;
  const { notAfter } = new X509Certificate(readFileSync(file, "utf8"));
  return notAfter.getTime() - Date.now() > renewDaysBefore * day;
}

async function makeCertificate(files: { ca: string; key: string; certificate: string }): Promise<void> {
  cryptoProvider.set(webcrypto);
  const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + validDays * day) };
  const authorityKeys = await newKeys();
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: "CN=pulumi-lookout-intune local tenant",
    keys: authorityKeys,
    signingAlgorithm: algorithm,
    ...validity,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  const serverKeys = await newKeys();
  const server = await X509CertificateGenerator.create({
    subject: "CN=localhost",
    issuer: authority.subject,
    publicKey: serverKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    signingAlgorithm: algorithm,
    ...validity,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      // Every tenant's authority has the same name, so a client with several needs the key id to choose one.
      await AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
      ]),
    ],
  });
  // Discard the authority's key, so that nobody can issue another certificate that clients of this tenant trust.
  const privateKey = await webcrypto.subtle.exportKey("pkcs8", serverKeys.privateKey);
  writeFileSync(files.ca, `${authority.toString("pem")}\n`);
  writeFileSync(files.key, `${PemConverter.encode(privateKey, "PRIVATE KEY")}\n`, { mode: 0o600 });
  writeFileSync(files.certificate, `${server.toString("pem")}\n`);
}

async function newKeys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}
