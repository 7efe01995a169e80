import { randomBytes, randomUUID } from "node:crypto";
import type { TenantStore } from "./tenant-context";

/** Ids and credentials of the tenant. Generated at the first start, and stored. */
export interface TenantIdentity {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientObjectId: string;
  readonly clientSecret: string;
  readonly lookoutApplicationKey: string;
  readonly lookoutEnterpriseId: string;
}

export function loadIdentity(store: TenantStore): TenantIdentity {
  const identity = store.document<TenantIdentity>("identity", () => ({
    tenantId: randomUUID(),
    clientId: randomUUID(),
    clientObjectId: randomUUID(),
    clientSecret: `local~${randomBytes(24).toString("base64url")}`,
    lookoutApplicationKey: `local.${randomBytes(96).toString("base64url")}`,
    lookoutEnterpriseId: randomUUID(),
  }));
  store.save("identity");
  return identity;
}
