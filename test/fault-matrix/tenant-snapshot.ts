import type { TenantContext } from "../../local/tenant/tenant-context";

/** Everything that a tenant keeps, by document. */
export type TenantSnapshot = ReadonlyMap<string, object>;

/** What belongs to the tenant itself and goes on whatever is put back: time, keys and port. */
const kept = new Set(["clock", "entra-app-credentials", "entra-signing-key", "identity", "port"]);

export function takeSnapshot({ store }: Pick<TenantContext, "store">): TenantSnapshot {
  return new Map(
    store
      .names()
      .filter((name) => !kept.has(name))
      .map((name) => [name, structuredClone(documentOf(store, name))]),
  );
}

/** Puts back what a tenant had. The routes hold on to the documents, so their content is exchanged. */
export function restoreSnapshot({ store }: Pick<TenantContext, "store">, snapshot: TenantSnapshot): void {
  for (const [name, content] of snapshot) {
    const document = documentOf(store, name);
    for (const key of Object.keys(document)) Reflect.deleteProperty(document, key);
    Object.assign(document, structuredClone(content));
  }
}

function documentOf(store: TenantContext["store"], name: string): object {
  return store.document(name, () => ({}));
}
