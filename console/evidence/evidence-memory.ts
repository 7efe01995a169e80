import { ConnectorStage, connectorStageOf } from "../../model/connector-stage";
import { readRisk, type Risk } from "../../model/risk";
import { isThreatClassification } from "../../model/threat-classification-ids";
import type { AuditEvent, AuditObservation, IntuneObservation } from "./observations";

/** A change that is kept in state. */
export interface RememberedChange {
  readonly eventId: string;
  readonly at: string;
  readonly auditType: string;
  readonly changeType: string;
  readonly actorType: string;
  readonly actorId: string | null;
}

/** The last risk that the audit stream reported for a classification. */
export interface RememberedRisk extends RememberedChange {
  /** Null for a risk that this release does not know. */
  readonly risk: Risk | null;
  /** Lookout's word for the risk. Absent in state of releases that kept only known risks. */
  readonly shown?: string;
}

/** What the evidence showed so far. It is kept in state, as plain JSON, because Lookout keeps events for only ten
 *  days. */
export interface EvidenceMemory {
  readonly lastEventId: string | null;
  /** When the last gap in Lookout's history ended. What was remembered from before the gap was dropped. */
  readonly gapBefore: string | null;
  readonly connectorChange: RememberedChange | null;
  /** The last change whose type may concern enrollment settings. Lookout does not document which type does. */
  readonly productChange: RememberedChange | null;
  readonly risks: Readonly<Record<string, RememberedRisk>>;
  /** Whether Intune ever reported the connector as connected. */
  readonly wasConnected: boolean;
}

export const emptyMemory: EvidenceMemory = {
  lastEventId: null,
  gapBefore: null,
  connectorChange: null,
  productChange: null,
  risks: {},
  wasConnected: false,
};

const productTypes: readonly string[] = ["PRODUCT_SETTINGS", "ENTERPRISE"];

/** Adds events of the audit stream. Events may arrive in any order and more than once; the later id wins. */
export function rememberEvents(memory: EvidenceMemory, observation: AuditObservation): EvidenceMemory {
  // The gap may hide changes, so the risks known before it no longer count.
  const start: EvidenceMemory =
    observation.historyFrom === null ? memory : { ...memory, gapBefore: observation.historyFrom, risks: {} };
  return {
    ...observation.events.reduce(rememberEvent, start),
    lastEventId: observation.lastEventId ?? memory.lastEventId,
  };
}

function rememberEvent(memory: EvidenceMemory, event: AuditEvent): EvidenceMemory {
  const { id, at, auditType, changeType, actorType, actorId } = event;
  const change: RememberedChange = { eventId: id, at, auditType, changeType, actorType, actorId };
  if (auditType === "MDM_CONNECTOR") {
    return counts(event) ? { ...memory, connectorChange: later(memory.connectorChange, change) } : memory;
  }
  if (productTypes.includes(auditType)) {
    return { ...memory, productChange: later(memory.productChange, change) };
  }
  if (auditType !== "CLASSIFICATION_POLICY") return memory;
  const risks = { ...memory.risks };
  for (const { name, to } of event.changes) {
    if (to === null || !isRiskChange(name, to)) continue;
    risks[name] = later(risks[name] ?? null, { ...change, risk: readRisk(to) ?? null, shown: to });
  }
  return { ...memory, risks };
}

/** Whether a change sets a risk. A risk that this release does not know counts if the attribute is a classification,
 *  because it replaces the previous one. */
function isRiskChange(name: string, to: string): boolean {
  return readRisk(to) !== undefined || isThreatClassification(name);
}

/** Whether an event counts as a change to the connector. An update by the system may be bookkeeping; a deletion
 *  counts no matter who did it. */
function counts({ actorType, changeType }: AuditEvent): boolean {
  return actorType !== "SYSTEM" || changeType !== "UPDATED";
}

function later<Change extends RememberedChange>(known: Change | null, other: Change): Change {
  return known !== null && known.eventId >= other.eventId ? known : other;
}

/** Adds what Intune reported. */
export function rememberIntune(memory: EvidenceMemory, observation: IntuneObservation): EvidenceMemory {
  return { ...memory, wasConnected: memory.wasConnected || showsConnection(observation) };
}

/** Whether Intune reports a connector that the partner has contacted. */
export function showsConnection({ partnerState }: IntuneObservation): boolean {
  return partnerState !== null && connectorStageOf({ partnerState }) === ConnectorStage.SetUp;
}
