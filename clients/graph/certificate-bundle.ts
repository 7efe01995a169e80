import { readFile } from "node:fs/promises";
import forge from "node-forge";
import { nameOf } from "../configuration-source";
import { ServiceError } from "../http/service-error";
import type { CertificateBundle } from "./read-credential";
import { graphSettings } from "./azuread-settings";

/** Reads certificate and private key of a PKCS#12 bundle and converts them to PEM: the azuread provider accepts PKCS#12, the
 *  sign-in library PEM. Throws an error that names the setting to correct and nothing from the bundle. */
export async function readBundleAsPem({ source, password }: CertificateBundle): Promise<string> {
  const bytes = "base64" in source ? Buffer.from(source.base64, "base64") : await readBundleFile(source.file);
  const setting = nameOf("base64" in source ? graphSettings.clientCertificate : graphSettings.clientCertificatePath);
  try {
    return pemOf(bytes, password);
  } catch {
    throw new ServiceError(
      `${setting} is not a PKCS#12 bundle with a certificate and its RSA key, or ${nameOf(graphSettings.clientCertificatePassword)} ` +
        "is the wrong password; export the certificate with its private key as .pfx",
    );
  }
}

async function readBundleFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
    throw new ServiceError(`${nameOf(graphSettings.clientCertificatePath)} is ${file}, which cannot be read (${code})`);
  }
}

function pemOf(bytes: Buffer, password: string): string {
  const bundle = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(bytes.toString("binary")), password);
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;
  const bagsOf = (type: string | undefined) =>
    type === undefined ? [] : (bundle.getBags({ bagType: type })[type] ?? []);
  const key = [...bagsOf(pkcs8ShroudedKeyBag), ...bagsOf(keyBag)][0]?.key;
  const certificates = bagsOf(certBag).flatMap(({ cert }) => (cert === undefined ? [] : [cert]));
  // The certificate that belongs to the key comes first. The others are its certificate authorities.
  const own = certificates.find((certificate) => isKeyOf(certificate, key));
  if (!key || own === undefined) throw new Error("no certificate with its key");
  return [
    forge.pki.privateKeyInfoToPem(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key))),
    ...[own, ...certificates.filter((other) => other !== own)].map((one) => forge.pki.certificateToPem(one)),
  ].join("\n");
}

function isKeyOf(certificate: forge.pki.Certificate, key: forge.pki.PrivateKey | undefined | null): boolean {
  if (!key || !("n" in key) || !("n" in certificate.publicKey)) return false;
  return certificate.publicKey.n.equals(key.n);
}
