import type { TenantContext } from "../../tenant-context";

/** An Intune object with its parts. */
export interface IntuneEntity {
  readonly id: string;
  /** With `#`, such as `#microsoft.graph.iosStoreApp`. */
  readonly odataType: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Collections that are read by `$expand` or by a path of their own, by name. */
  readonly parts: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** When it was created, in ms since 1970. */
  readonly createdAt: number;
}

/** The objects of one of Intune's collections, on disk. */
export class EntityStore {
  private readonly document: Record<string, IntuneEntity>;

  constructor(
    readonly context: TenantContext,
    private readonly documentName: string,
  ) {
    this.document = context.store.document(documentName, () => ({}));
  }

  find(id: string): IntuneEntity | undefined {
    return this.document[id.toLowerCase()];
  }

  all(): readonly IntuneEntity[] {
    return Object.values(this.document);
  }

  put(entity: IntuneEntity): IntuneEntity {
    this.document[entity.id.toLowerCase()] = entity;
    this.context.store.save(this.documentName);
    return entity;
  }

  delete(id: string): void {
    Reflect.deleteProperty(this.document, id.toLowerCase());
    this.context.store.save(this.documentName);
  }
}
