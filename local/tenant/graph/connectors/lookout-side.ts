import type { TenantContext } from "../../tenant-context";

/** What Intune knows about Lookout: only its connection and its heartbeats. */
export interface LookoutConnection {
  /** When Lookout's Intune connector was created, in ms since 1970; undefined if there is none. */
  readonly connectedSince?: number;
  /** The interval of its heartbeats. */
  readonly heartbeatMinutes?: number;
}

export type ReadLookoutConnection = (context: TenantContext) => LookoutConnection;
