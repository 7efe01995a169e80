import type { TenantContext } from "../tenant-context";

const documentName = "azure-resources";

/** Azure's resources by id. Ids are case-insensitive. */
export class ArmStore {
  private readonly document: { readonly resources: Record<string, object> };

  constructor(private readonly context: TenantContext) {
    this.document = context.store.document(documentName, () => ({ resources: {} }));
  }

  get(id: string): object | undefined {
    return this.document.resources[id.toLowerCase()];
  }

  /** Every resource whose id begins with a collection's or scope's path, oldest first. */
  below(path: string): object[] {
    const start = `${path.toLowerCase()}/`;
    return Object.entries(this.document.resources)
      .filter(([id]) => id.startsWith(start))
      .map(([, resource]) => resource);
  }

  set(id: string, resource: object): void {
    this.document.resources[id.toLowerCase()] = resource;
    this.context.store.save(documentName);
  }

  /** Deletes the resource and everything in it; false if it does not exist. */
  delete(id: string): boolean {
    const key = id.toLowerCase();
    const { resources } = this.document;
    if (resources[key] === undefined) return false;
    for (const other of Object.keys(resources)) {
      if (other === key || other.startsWith(`${key}/`)) Reflect.deleteProperty(resources, other);
    }
    this.context.store.save(documentName);
    return true;
  }
}
