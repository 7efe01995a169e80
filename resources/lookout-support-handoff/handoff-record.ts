import { type Acknowledgement, evaluateAcknowledgement } from "../../model/acknowledgement";
import { revisionOf } from "../../model/revision";
import {
  HandoffStatus,
  handoffIdsOf,
  LookoutTenant,
  type HandoffIds,
  type SupportHandoffFacts,
} from "./lookout-support-handoff.schema";

/** The record of the mail to Lookout's support. */
export interface HandoffRecord {
  /** A hash of the ids. */
  readonly revision: string;
  readonly status: HandoffStatus;
  /** The ids that were sent last; null if no record names known ids. */
  readonly sentIds: HandoffIds | null;
  /** Ids since then that were not recorded as sent, oldest first. */
  readonly pendingIds: readonly HandoffIds[];
  /** Whether any mail was ever recorded as sent, even if the record was removed or names unknown ids. */
  readonly everRecorded: boolean;
}

/** The record before this update. Older releases kept the answer about a Lookout tenant with the ids. */
export interface EarlierHandoff {
  readonly sentFacts: SupportHandoffFacts | null;
  readonly pendingFacts: readonly SupportHandoffFacts[];
  readonly everRecorded: boolean;
}

/** Evaluates the record that a mail was sent. Ids that were sent stay sent, whatever else changes. */
export function evaluateHandoff(
  facts: SupportHandoffFacts,
  sent: Acknowledgement | undefined,
  earlier: EarlierHandoff = { sentFacts: null, pendingFacts: [], everRecorded: false },
): HandoffRecord {
  const ids = handoffIdsOf(facts);
  const acknowledgedSettings = earlier.sentFacts === null ? null : handoffIdsOf(earlier.sentFacts);
  const pendingSettings = earlier.pendingFacts.map(handoffIdsOf);
  const known = [ids, ...pendingSettings, ...(acknowledgedSettings === null ? [] : [acknowledgedSettings])];
  const named = sent && known.find((candidate) => isNamedBy(sent.revision, candidate));
  const evaluated = evaluateAcknowledgement(ids, sent && named ? { ...sent, revision: revisionOf(named) } : sent, {
    acknowledgedSettings,
    pendingSettings,
  });
  const sentIds = evaluated.acknowledgedSettings;
  return {
    // A sent mail keeps the revision that its record names.
    revision: sent !== undefined && isNamedBy(sent.revision, ids) ? sent.revision : evaluated.revision,
    status:
      sentIds !== null && revisionOf(sentIds) === evaluated.revision ? HandoffStatus.Sent : HandoffStatus.ToBeSent,
    sentIds,
    pendingIds: evaluated.pendingSettings,
    everRecorded: earlier.everRecorded || sent !== undefined,
  };
}

/** Whether a revision names the ids, alone or, as in older releases, with the answer about a Lookout tenant. */
function isNamedBy(revision: string, ids: HandoffIds): boolean {
  return [undefined, ...Object.values(LookoutTenant)].some(
    (lookoutTenant) => revisionOf({ ...ids, lookoutTenant }) === revision,
  );
}
