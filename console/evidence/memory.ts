import { ConnectorStage, connectorStageOf } from "../../model/connector-stage";
import { readRisk, type Risk } from "../../model/risk";
import { isThreatClassification } from "../../model/threat-classification-ids";
import type { AuditEvent, AuditObservation, IntuneObservation } from "./observations";

/** A change to remember. */
export interface RememberedChange {
  readonly eventId: string;
  readonly at: string;
  readonly auditType: string;
  readonly changeType: string;
  readonly actorType: string;
  readonly actorId: string | null;
}

/** The risk that a classification was last given, as far as the audit stream told. */
export interface RememberedRisk extends RememberedChange {
  /** Null for one that this release does not know. */
  readonly risk: Risk | null;
  /** In Lookout's word; absent in state of a release that only kept risks it knew. */
  readonly shown?: string;
}

/** What was learnt so far and is kept in state, as Lookout keeps events for ten days only. Plain JSON. */
export interface EvidenceMemory {
  readonly lastEventId: string | null;
  /** When Lookout's history was last found to have a gap before it; what was remembered from before was dropped. */
  readonly gapBefore: string | null;
  readonly connectorChange: RememberedChange | null;
  /** The last change whose kind may concern enrollment settings; Lookout does not document which does. */
  readonly productChange: RememberedChange | null;
  readonly risks: Readonly<Record<string, RememberedRisk>>;
  /** Whether Intune ever showed the connector as connected. */
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

/** Adds what the audit stream told. Events may come in any order and more than once: the later id counts. */
export function rememberEvents(memory: EvidenceMemory, seen: AuditObservation): EvidenceMemory {
  // Whatever happened in a gap is unknown, so what was known before it no longer is.
  const start: EvidenceMemory =
    seen.historyFrom === null ? memory : { ...memory, gapBefore: seen.historyFrom, risks: {} };
  return {
    ...seen.events.reduce(rememberEvent, start),
    lastEventId: seen.lastEventId ?? memory.lastEventId,
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

/** A risk that nobody knows is one all the same where the attribute is a classification: what was known before no longer holds. */
function isRiskChange(name: string, to: string): boolean {
  return readRisk(to) !== undefined || isThreatClassification(name);
}

/** A connector that the system updates may be its own bookkeeping; one that is gone is gone whoever did it. */
function counts({ actorType, changeType }: AuditEvent): boolean {
  return actorType !== "SYSTEM" || changeType !== "UPDATED";
}

function later<Change extends RememberedChange>(known: Change | null, other: Change): Change {
  return known !== null && known.eventId >= other.eventId ? known : other;
}

/** Adds what Intune showed. */
export function rememberIntune(memory: EvidenceMemory, seen: IntuneObservation): EvidenceMemory {
  return { ...memory, wasConnected: memory.wasConnected || showsConnection(seen) };
}

/** Whether Intune showed a connector with which the partner had made contact. */
export function showsConnection({ partnerState }: IntuneObservation): boolean {
  return partnerState !== null && connectorStageOf({ partnerState }) === ConnectorStage.SetUp;
}
