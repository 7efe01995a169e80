import { mtdPartners } from "../../../../model/mtd-partners";
import type { TenantContext } from "../../tenant-context";
import { ConnectorStore, type StoredConnector } from "./connector-store";

export const lookoutConnectorId = mtdPartners["Lookout for Work"];

const millisecondsPerDay = 86_400_000;
/** The value of Microsoft's serializers for a missing time. */
const never = "0001-01-01T00:00:00Z";

/** Control of the simulated partner. */
export interface Simulation {
  readonly heartbeats?: "running" | "stopped";
  /** A partner state to show; null resets it. */
  readonly state?: string | null;
}

/** Intune's Mobile Threat Defense connectors, and the simulated partner that connects, sends heartbeats and disconnects. */
export class Connectors {
  private readonly store: ConnectorStore;

  constructor(
    private readonly context: TenantContext,
    private readonly readLookoutConnection: ReadLookoutConnection,
  ) {
    this.store = new ConnectorStore(context);
  }

  /** All visible connectors. */
  list(): readonly StoredConnector[] {
    this.recordLookoutContact();
    const before = this.connectorBeforePartner(lookoutConnectorId);
    return [...this.store.all(), ...(before === undefined ? [] : [before])];
  }

  find(id: string): StoredConnector | undefined {
    this.recordLookoutContact();
    const key = id.toLowerCase();
    return this.store.find(key) ?? this.connectorBeforePartner(key);
  }

  /** Whether it exists, and is not only shown. */
  exists(id: string): boolean {
    this.recordLookoutContact();
    return this.store.find(id.toLowerCase()) !== undefined;
  }

  write(connector: StoredConnector, settings: Readonly<Record<string, unknown>>): StoredConnector {
    const changed = { ...connector.settings, ...settings };
    // Observed for Windows: https://github.com/KelvinTegelaar/CIPP-API
    if (changed.windowsEnabled === true) changed.windowsDeviceBlockedOnMissingPartnerData = true;
    return this.store.put({ ...connector, settings: changed });
  }

  create(id: string, settings: Readonly<Record<string, unknown>>): StoredConnector {
    return this.write({ ...this.initial(id), addedAt: this.context.now() }, settings);
  }

  /** Adds a connector, as in the Intune admin center. Does not change an existing one. */
  add(id: string): void {
    if (!this.exists(id)) this.create(id.toLowerCase(), {});
  }

  /** Whether Intune has noticed that the partner made contact. */
  hasContact(id: string): boolean {
    return id.toLowerCase() === lookoutConnectorId && this.connection() !== undefined;
  }

  delete(id: string): void {
    const key = id.toLowerCase();
    this.store.remove(key, key === lookoutConnectorId ? this.connection()?.since : undefined);
  }

  /** Sets whether the simulated partner contacts Intune. */
  setContact(comes: boolean): void {
    this.store.setSilent(!comes);
  }

  /** Stops or resumes the heartbeats of the simulated partner, or shows a given state. */
  simulate(connector: StoredConnector, what: Simulation): void {
    const stoppedAt = what.heartbeats === "stopped" ? this.context.now() : undefined;
    this.store.put({
      ...connector,
      heartbeatsStoppedAt: what.heartbeats === undefined ? connector.heartbeatsStoppedAt : stoppedAt,
      forcedState: what.state === undefined ? connector.forcedState : (what.state ?? undefined),
    });
  }

  /** The current properties. */
  propertiesOf(connector: StoredConnector): Record<string, unknown> {
    const heartbeat = this.lastHeartbeat(connector);
    return {
      ...connector.settings,
      id: connector.id,
      lastHeartbeatDateTime: heartbeat === undefined ? never : withoutFraction(heartbeat),
      partnerState: this.stateOf(connector),
    };
  }

  stateOf(connector: StoredConnector): string {
    if (connector.forcedState !== undefined) return connector.forcedState;
    const { connectorBeforePartner, connectorBeforeContact } = this.context.settings.unknowns;
    if (this.store.find(connector.id) === undefined) return connectorBeforePartner;
    const heartbeat = this.lastHeartbeat(connector);
    if (heartbeat === undefined) return connectorBeforeContact;
    const left = this.connection()?.since !== connector.connectedSince;
    if (left && this.context.settings.unknowns.connectorAfterPartnerLeft === "unavailable") return "unavailable";
    const threshold = Number(connector.settings.partnerUnresponsivenessThresholdInDays) * millisecondsPerDay;
    if (this.context.now() - heartbeat > threshold) return "unresponsive";
    const toggles = ["androidEnabled", "iosEnabled", "windowsEnabled", "macEnabled"];
    return toggles.some((name) => connector.settings[name] === true) ? "enabled" : "available";
  }

  /** Lookout's connection, once Intune has noticed it. */
  private connection(): { readonly since: number; readonly noticedAt: number; readonly periodMs: number } | undefined {
    const { connectedSince, heartbeatMinutes } = this.readLookoutConnection(this.context);
    if (connectedSince === undefined || heartbeatMinutes === undefined || this.store.silent) return undefined;
    const addedAt = this.store.find(lookoutConnectorId)?.addedAt ?? 0;
    const noticedAt = Math.max(connectedSince, addedAt) + this.context.settings.connectorDelayMs;
    if (this.context.now() < noticedAt) return undefined;
    return { since: connectedSince, noticedAt, periodMs: heartbeatMinutes * 60_000 };
  }

  private recordLookoutContact(): void {
    const connection = this.connection();
    if (connection === undefined) return;
    const known = this.store.find(lookoutConnectorId);
    const appearsByItself =
      this.context.settings.unknowns.connectorAppears === "onceConnected" &&
      !this.store.wasDeleted(lookoutConnectorId, connection.since);
    if (known === undefined && !appearsByItself) return;
    const connector = known ?? this.initial(lookoutConnectorId);
    const lastHeartbeat = this.beat(connector, connection);
    if (connector.connectedSince === connection.since && connector.lastHeartbeat === lastHeartbeat) return;
    // Stored, so that the last heartbeat is known after the partner disconnected.
    this.store.put({ ...connector, connectedSince: connection.since, lastHeartbeat });
  }

  private beat(
    { heartbeatsStoppedAt }: StoredConnector,
    { noticedAt, periodMs }: { readonly noticedAt: number; readonly periodMs: number },
  ): number {
    const until = Math.max(Math.min(this.context.now(), heartbeatsStoppedAt ?? Infinity), noticedAt);
    return noticedAt + Math.floor((until - noticedAt) / periodMs) * periodMs;
  }

  private lastHeartbeat({ id, lastHeartbeat }: StoredConnector): number | undefined {
    return id === lookoutConnectorId ? lastHeartbeat : undefined;
  }

  /** Lookout's connector for a tenant that shows it before it exists. */
  private connectorBeforePartner(id: string): StoredConnector | undefined {
    const shown = this.context.settings.unknowns.connectorBeforePartner !== "notFound";
    return shown && id === lookoutConnectorId && this.store.find(id) === undefined ? this.initial(id) : undefined;
  }

  private initial(id: string): StoredConnector {
    const days = this.context.settings.unknowns.connectorInitialThresholdDays;
    return { id, settings: { partnerUnresponsivenessThresholdInDays: days } };
  }
}

function withoutFraction(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** What Intune knows about Lookout: only its connection and its heartbeats. */
export interface LookoutConnection {
  /** When Lookout's Intune connector was created, in ms since 1970; undefined if there is none. */
  readonly connectedSince?: number;
  /** The interval of its heartbeats. */
  readonly heartbeatMinutes?: number;
}

export type ReadLookoutConnection = (context: TenantContext) => LookoutConnection;
