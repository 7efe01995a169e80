import type { ConsoleStatus } from "../../model/configuration-mode";
import type { EvidenceSubject } from "../../model/integration/actions";
import type { RememberedChange } from "./remembered-change";

/** What a person recorded about one set of settings. */
export interface RecordedSettings {
  readonly revision: string;
  /** Null in gateway mode, where no acknowledgement is needed. */
  readonly consoleStatus: ConsoleStatus | null;
  readonly acknowledgedSettings: object | null;
  /** When the current revision was entered, ISO 8601; null if it was not acknowledged. */
  readonly acknowledgedAt: string | null;
}
export type RecordedSubjects = Partial<Readonly<Record<EvidenceSubject, RecordedSettings>>>;

/** One piece of evidence and what it means for a subject. */
export interface Finding {
  readonly subject: EvidenceSubject;
  /** `contradicts`: the acknowledgement can no longer be true. `fails`: it may be true, but the integration does not
   *  work. `review`: nothing is proved, but somebody should check. */
  readonly verdict: "contradicts" | "fails" | "review";
  /** What was observed and what to do, as text for people. */
  readonly text: string;
  /** Id of Lookout's event; null if the finding comes from Intune or from devices. */
  readonly eventId: string | null;
  /** When it happened or was observed, ISO 8601; null if unknown. */
  readonly at: string | null;
  /** The classification that the finding is about; null for other findings. */
  readonly classification: string | null;
  /** The device group in Lookout that the finding is about. Absent for other findings, and if the event names none. */
  readonly deviceGroup?: string;
}

/** A finding about a change that an audit event reported. */
export function findingOf(
  subject: EvidenceSubject,
  verdict: Finding["verdict"],
  { eventId, at }: RememberedChange,
  what: string,
  { acknowledgedAt, fix }: { acknowledgedAt: string | null; fix: string },
): Finding {
  const record = acknowledgedAt === null ? "" : `; acknowledged at ${acknowledgedAt}`;
  return {
    subject,
    verdict,
    text: `${what} at ${at} (Lookout's audit event ${eventId}${record}). ${fix}`,
    eventId,
    at,
    classification: null,
  };
}

/** Whether a change happened after the settings were recorded as entered. */
export function isAfter(at: string, acknowledgedAt: string | null): boolean {
  return acknowledgedAt !== null && Date.parse(at) > Date.parse(acknowledgedAt);
}
