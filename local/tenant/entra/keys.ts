import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import type { TenantStore } from "../tenant-context";

/** The key that signs access tokens. It is stored, so that tokens stay valid after a restart of the tenant. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

interface StoredKey {
  readonly id: string;
  readonly privateKey: string;
}

export function loadSigningKey(store: TenantStore): SigningKey {
  const stored = store.document<StoredKey>("entra-signing-key", () => ({
    id: randomUUID().replaceAll("-", ""),
    privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString(),
  }));
  store.save("entra-signing-key");
  const privateKey = createPrivateKey(stored.privateKey);
  return { id: stored.id, privateKey, publicKey: createPublicKey(privateKey) };
}
