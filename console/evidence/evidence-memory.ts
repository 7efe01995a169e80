import { ConnectorStage, connectorStageOf } from "../../model/connector-stage";
import type { AuditEvent, AuditObservation, IntuneObservation } from "./observations";
import { forgetBeforeGap, rememberPolicyEvent, type PolicyMemory } from "./policy-memory";
import { isProductEvent, rememberProductEvent, withoutHousekeeping, type ProductMemory } from "./product-event";
import { changeOf, isHousekeeping, later, type RememberedChange } from "./remembered-change";

/** What the evidence showed so far. It is kept in state, as plain JSON, because Lookout keeps events for only ten
 *  days. */
export interface EvidenceMemory extends PolicyMemory, ProductMemory {
  readonly lastEventId: string | null;
  /** Until when all events were seen, ISO 8601. Absent in state of releases that knew the last event only. */
  readonly seenUntil?: string | null;
  /** When the last gap in Lookout's history ended. What was remembered from before the gap was dropped. */
  readonly gapBefore: string | null;
  readonly connectorChange: RememberedChange | null;
  /** Whether Intune ever reported the connector as connected. */
  readonly wasConnected: boolean;
}

export const emptyMemory: EvidenceMemory = {
  lastEventId: null,
  seenUntil: null,
  gapBefore: null,
  connectorChange: null,
  productChange: null,
  risks: {},
  wasConnected: false,
};

/** Adds events of the audit stream. Events may arrive in any order and more than once; the later one wins. */
export function rememberEvents(memory: EvidenceMemory, observation: AuditObservation): EvidenceMemory {
  // The gap may hide changes, so the risks known before it no longer count.
  const start: EvidenceMemory =
    observation.historyFrom === null ? memory : { ...forgetBeforeGap(memory), gapBefore: observation.historyFrom };
  return {
    ...observation.events.reduce(rememberEvent, withoutHousekeeping(start)),
    lastEventId: observation.lastEventId ?? memory.lastEventId,
    seenUntil: observation.seenUntil ?? memory.seenUntil ?? null,
  };
}

function rememberEvent(memory: EvidenceMemory, event: AuditEvent): EvidenceMemory {
  if (isHousekeeping(event)) return memory;
  if (event.auditType === "MDM_CONNECTOR") {
    return counts(event) ? { ...memory, connectorChange: later(memory.connectorChange, changeOf(event)) } : memory;
  }
  if (event.auditType === "CLASSIFICATION_POLICY") return rememberPolicyEvent(memory, event);
  return isProductEvent(event) ? rememberProductEvent(memory, event) : memory;
}

/** Whether an event counts as a change to the connector. An update by the system may be bookkeeping; a deletion
 *  counts no matter who did it. */
function counts({ actorType, changeType }: AuditEvent): boolean {
  return actorType !== "SYSTEM" || changeType !== "UPDATED";
}

/** Adds what Intune reported. */
export function rememberIntune(memory: EvidenceMemory, observation: IntuneObservation): EvidenceMemory {
  return { ...memory, wasConnected: memory.wasConnected || showsConnection(observation) };
}

/** Whether Intune reports a connector that the partner has contacted. */
export function showsConnection({ partnerState }: IntuneObservation): boolean {
  return partnerState !== null && connectorStageOf({ partnerState }) === ConnectorStage.SetUp;
}
