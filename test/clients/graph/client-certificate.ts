import { generateKeyPairSync } from "node:crypto";
import forge from "node-forge";

/** A certificate with its key, as PKCS#12 and as the PEM that is registered. */
export function makeCertificate(bundlePassword: string, algorithm: "3des" | "aes256" = "3des") {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = forge.pki.privateKeyFromPem(privateKey.export({ type: "pkcs1", format: "pem" }).toString());
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.rsa.setPublicKey(key.n, key.e);
  certificate.serialNumber = "01";
  certificate.validity.notBefore = new Date(Date.now() - 60_000);
  certificate.validity.notAfter = new Date(Date.now() + 60_000_000);
  certificate.setSubject([{ name: "commonName", value: "automation" }]);
  certificate.setIssuer([{ name: "commonName", value: "automation" }]);
  certificate.sign(key, forge.md.sha256.create());
  const bundle = forge.pkcs12.toPkcs12Asn1(key, [certificate], bundlePassword, { algorithm });
  return {
    pem: forge.pki.certificateToPem(certificate),
    pfx: Buffer.from(forge.asn1.toDer(bundle).getBytes(), "binary"),
  };
}
