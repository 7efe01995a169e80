import type { Acknowledgement } from "../../model/acknowledgement";
import { evaluateAcknowledgement } from "../../model/acknowledged-settings";
import { revisionOf } from "../../model/revision";
import {
  HandoffStatus,
  handoffIdsOf,
  LookoutTenant,
  type HandoffIds,
  type SupportHandoffFacts,
} from "./lookout-support-handoff.schema";

/** What the record says about the mail to Lookout's support. */
export interface HandoffRecord {
  /** Names the ids by their content. */
  readonly revision: string;
  readonly status: HandoffStatus;
  /** The ids that Lookout was last told; null where no record names ids that are known. */
  readonly sentIds: HandoffIds | null;
  /** Ids since then that nobody recorded as sent, oldest first. */
  readonly pendingIds: readonly HandoffIds[];
  /** Whether any mail was ever recorded as sent, also where the record was taken back or names ids that are not known. */
  readonly everRecorded: boolean;
}

/** What was known before the present change. Earlier releases kept the answer about a Lookout tenant with the ids. */
export interface EarlierHandoff {
  readonly sentFacts: SupportHandoffFacts | null;
  readonly pendingFacts: readonly SupportHandoffFacts[];
  readonly everRecorded: boolean;
}

/** Judges the record that a mail was sent. Ids that Lookout was told stay told, whatever else changes. */
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
    // The mail that was sent bears the revision that its record names.
    revision: sent !== undefined && isNamedBy(sent.revision, ids) ? sent.revision : evaluated.revision,
    status:
      sentIds !== null && revisionOf(sentIds) === evaluated.revision ? HandoffStatus.Sent : HandoffStatus.ToBeSent,
    sentIds,
    pendingIds: evaluated.pendingSettings,
    everRecorded: earlier.everRecorded || sent !== undefined,
  };
}

/** Whether a revision names the ids: by themselves, or with an answer about a Lookout tenant, as earlier releases did. */
function isNamedBy(revision: string, ids: HandoffIds): boolean {
  return [undefined, ...Object.values(LookoutTenant)].some(
    (lookoutTenant) => revisionOf({ ...ids, lookoutTenant }) === revision,
  );
}
