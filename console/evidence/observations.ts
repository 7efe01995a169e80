import type { Risk } from "../../model/risk";

/** A change that Lookout's audit stream tells of. Times are ISO 8601. Events are changes, never values: what a field held
 *  before the first event is unknown.
 *  Source: https://doc.lookout.com/en/mobile-endpoint-security/partner-and-mobile-risk-apis/mobile-risk-api/mobile-risk-api-event-reference/ */
export interface AuditEvent {
  /** UUIDv7: ascending with time. */
  readonly id: string;
  readonly at: string;
  /** What was changed, such as `MDM_CONNECTOR`. */
  readonly auditType: string;
  /** CREATED, UPDATED, DELETED or PURGED. */
  readonly changeType: string;
  /** ADMIN, DEVICE or SYSTEM. */
  readonly actorType: string;
  readonly actorId: string | null;
  /** Only documented for CLASSIFICATION_POLICY: classification and risks. */
  readonly changes: readonly { readonly name: string; readonly to: string | null }[];
}

/** What a look at the audit stream gave. */
export interface AuditObservation {
  readonly events: readonly AuditEvent[];
  /** Id to go on from at the next look; null when there never was an event. */
  readonly lastEventId: string | null;
  /** When Lookout no longer keeps everything since the last look: from here on it does. Null without a gap. */
  readonly historyFrom: string | null;
}

/** Devices as Lookout shows them at this moment. */
export interface DeviceObservation {
  readonly pending: number;
  /** Activated and protected. */
  readonly active: number;
  readonly disconnected: number;
  /** Activated, and neither protected nor disconnected by the words that this release knows; absent in state of an older one. */
  readonly unclear?: number;
  /** Connector ids that the devices looked at report. */
  readonly connectorIds: readonly string[];
  /** How many devices were looked at for these ids: the newest ones. */
  readonly lookedAt: number;
  /** How many of them are active, but report no connector. */
  readonly activeWithoutConnector: number;
}

/** The counts in words. */
export function describeDeviceCounts({
  pending,
  active,
  disconnected,
  unclear = 0,
}: Pick<DeviceObservation, "pending" | "active" | "disconnected" | "unclear">): string {
  const others = unclear === 0 ? "" : `, ${unclear} activated in a state that this release does not know`;
  return `${active} active, ${pending} pending, ${disconnected} disconnected${others}; each profile counts as a device`;
}

/** Open threats of one classification and risk. */
export interface ThreatObservation {
  readonly classification: string;
  /** Null for one that this release does not know. */
  readonly risk: Risk | null;
  /** In Lookout's word. */
  readonly shown: string;
  /** One of them. */
  readonly threatId: string;
  readonly count: number;
}

/** An enrollment group at this moment, beside the name that Lookout finds it by. */
export interface GroupObservation {
  readonly objectId: string;
  /** The name that Lookout was given. */
  readonly givenName: string;
  /** The name in Entra; null when there is no group with this object id. */
  readonly displayName: string | null;
}

/** Intune's connector at this moment. */
export interface IntuneObservation {
  /** In Intune's words; null when there is no connector. */
  readonly partnerState: string | null;
  readonly lastHeartbeat: string | null;
}
