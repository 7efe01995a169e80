import type { TenantContext } from "../../context";

/** What Intune notices of Lookout: nothing but that it connected, and its heartbeats. */
export interface LookoutSide {
  /** When Lookout's Intune connector was created, in ms since 1970; undefined while there is none. */
  readonly connectedSince?: number;
  /** The interval of its heartbeats. */
  readonly heartbeatMinutes?: number;
}

export type ReadLookoutSide = (context: TenantContext) => LookoutSide;
