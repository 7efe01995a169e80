import type { TenantContext } from "../../tenant-context";

/** A stored connector. */
export interface StoredConnector {
  readonly id: string;
  /** What an administrator may write. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** When an administrator added it, or Graph created it, in ms since 1970; undefined if the partner created it. */
  readonly addedAt?: number;
  /** The connection of the partner that this connector knows of, and the heartbeats seen of it. */
  readonly connectedSince?: number;
  readonly lastHeartbeat?: number;
  /** Time after which the simulated partner sends no heartbeats. */
  readonly heartbeatsStoppedAt?: number;
  /** A partner state set by a control request, also one that Microsoft may add later. */
  readonly forcedState?: string;
}

interface ConnectorDocument {
  readonly connectors: Record<string, StoredConnector>;
  /** Deleted connectors with the partner's connection at that time. A new connection creates a new connector. */
  readonly deleted: Record<string, number>;
  /** Whether the simulated partner does not contact Intune. */
  silent?: boolean;
}

const documentName = "graph-connectors";

/** The tenant's Mobile Threat Defense connectors on disk. */
export class ConnectorStore {
  private readonly document: ConnectorDocument;

  constructor(private readonly context: TenantContext) {
    this.document = context.store.document(documentName, () => ({ connectors: {}, deleted: {} }));
  }

  find(id: string): StoredConnector | undefined {
    return this.document.connectors[id];
  }

  all(): readonly StoredConnector[] {
    return Object.values(this.document.connectors);
  }

  put(connector: StoredConnector): StoredConnector {
    this.document.connectors[connector.id] = connector;
    this.context.store.save(documentName);
    return connector;
  }

  remove(id: string, connectedSince: number | undefined): void {
    Reflect.deleteProperty(this.document.connectors, id);
    if (connectedSince !== undefined) this.document.deleted[id] = connectedSince;
    this.context.store.save(documentName);
  }

  get silent(): boolean {
    return this.document.silent === true;
  }

  setSilent(silent: boolean): void {
    this.document.silent = silent;
    this.context.store.save(documentName);
  }

  /** Whether the connector of exactly that connection was deleted. */
  wasDeleted(id: string, connectedSince: number): boolean {
    return this.document.deleted[id] === connectedSince;
  }
}
