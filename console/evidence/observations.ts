import type { Risk } from "../../model/risk";

/** A change in Lookout's audit stream. Times are ISO 8601. Events describe changes, so the value of a field before
 *  its first event is unknown. Source:
 *  https://doc.lookout.com/en/mobile-endpoint-security/partner-and-mobile-risk-apis/mobile-risk-api/mobile-risk-api-event-reference/ */
export interface AuditEvent {
  /** UUIDv7, which ascends with time. */
  readonly id: string;
  readonly at: string;
  /** What was changed, such as `MDM_CONNECTOR`. */
  readonly auditType: string;
  /** CREATED, UPDATED, DELETED or PURGED. */
  readonly changeType: string;
  /** ADMIN, DEVICE or SYSTEM. */
  readonly actorType: string;
  readonly actorId: string | null;
  /** The changed attributes, in Lookout's order. A name without values says what the names after it are about. */
  readonly changes: readonly {
    readonly name: string;
    /** Absent if the event has no earlier value. */
    readonly from?: string | null;
    readonly to: string | null;
  }[];
}

/** New events of the audit stream. */
export interface AuditObservation {
  readonly events: readonly AuditEvent[];
  /** Id of the last event; null if there was none. */
  readonly lastEventId: string | null;
  /** Until when all events were seen, ISO 8601, where the next read continues; null if reading had not finished. */
  readonly seenUntil: string | null;
  /** Start of the retained history, ISO 8601, if Lookout has dropped events since the last read; otherwise null. */
  readonly historyFrom: string | null;
}

/** Devices as Lookout reports them now. */
export interface DeviceObservation {
  readonly pending: number;
  /** Activated and protected. */
  readonly active: number;
  readonly disconnected: number;
  /** Activated, but reported with a state that this release does not know. Absent in state of older releases. */
  readonly unclear?: number;
  /** Connector ids that the inspected devices report. */
  readonly connectorIds: readonly string[];
  /** Number of inspected devices, the newest ones. */
  readonly sampleSize: number;
  /** Number of inspected devices that are active but report no connector. */
  readonly activeWithoutConnector: number;
}

/** The counts in words. */
export function describeDeviceCounts({
  pending,
  active,
  disconnected,
  unclear = 0,
}: Pick<DeviceObservation, "pending" | "active" | "disconnected" | "unclear">): string {
  const others = unclear === 0 ? "" : `, ${unclear} activated in an unknown state`;
  return `${active} active, ${pending} pending, ${disconnected} disconnected${others}; each profile counts as a device`;
}

/** Open threats of one classification and risk. */
export interface ThreatObservation {
  readonly classification: string;
  /** Null for a risk that this release does not know. */
  readonly risk: Risk | null;
  /** Lookout's word for the risk. */
  readonly shown: string;
  /** Id of one of these threats. */
  readonly threatId: string;
  readonly count: number;
}

/** An enrollment group in Entra now, and the name by which Lookout finds it. */
export interface GroupObservation {
  readonly objectId: string;
  /** The name that Lookout was given. */
  readonly givenName: string;
  /** The name in Entra; null if no group has this object id. */
  readonly displayName: string | null;
}

/** Intune's connector now. */
export interface IntuneObservation {
  /** The state in Intune's words; null if there is no connector. */
  readonly partnerState: string | null;
  readonly lastHeartbeat: string | null;
}
