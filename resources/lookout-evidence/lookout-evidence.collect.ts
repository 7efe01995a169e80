import { rememberEvents, rememberIntune, type EvidenceMemory } from "../../console/evidence/evidence-memory";
import type {
  DeviceObservation,
  GroupObservation,
  IntuneObservation,
  ThreatObservation,
} from "../../console/evidence/observations";
import { noPartnerState } from "../../model/connector-stage";
import type { GraphClient } from "../../clients/graph/graph-client";
import { getConnector } from "../../clients/graph/mobile-threat-defense-connectors";
import type { LookoutApi } from "../../clients/lookout/lookout-api";
import type { ConfiguredService } from "../provider/provider-configuration";
import { messageOf } from "../provider/state";
import { collectAudit } from "./collect-audit";
import { collectDevices } from "./collect-devices";
import { collectGroups } from "./collect-groups";
import type { EnrollmentGroupInput } from "./lookout-evidence.inputs";
import { collectThreats } from "./collect-threats";

/** One source of evidence, and whether it could be read. */
export interface EvidenceSource {
  readonly source:
    | "Lookout's audit events"
    | "Lookout's devices"
    | "Lookout's open threats"
    | "Intune's connector"
    | "Entra's enrollment groups";
  /** Whether it could be read. */
  readonly observed: boolean;
  /** What was found there, or why it could not be read. */
  readonly note: string;
}

/** All current observations, and the memory that includes them. */
export interface View {
  readonly memory: EvidenceMemory;
  /** Null if they could not be read. */
  readonly devices: DeviceObservation | null;
  /** Null if they could not be read. */
  readonly threats: readonly ThreatObservation[] | null;
  /** Null if it could not be read. */
  readonly intune: IntuneObservation | null;
  /** Null if they could not be read; empty if no groups were declared. */
  readonly groups: readonly GroupObservation[] | null;
  readonly evidenceSources: readonly EvidenceSource[];
  /** ISO 8601. */
  readonly observedAt: string;
}

export async function collectEvidence(
  lookout: ConfiguredService<LookoutApi>,
  graph: ConfiguredService<GraphClient>,
  where: { readonly intuneConnectorId: string; readonly enrollmentGroups: readonly EnrollmentGroupInput[] },
  memory: EvidenceMemory,
): Promise<View> {
  const [audit, devices, threats, intune, groups] = await Promise.all([
    attempt("Lookout's audit events", () => collectAudit(lookout.client(), memory.lastEventId)),
    attempt("Lookout's devices", () => collectDevices(lookout.client())),
    attempt("Lookout's open threats", () => collectThreats(lookout.client())),
    attempt("Intune's connector", () => collectConnector(graph.client(), where.intuneConnectorId)),
    where.enrollmentGroups.length === 0
      ? undefined
      : attempt("Entra's enrollment groups", () => collectGroups(graph.client(), where.enrollmentGroups)),
  ]);
  const withEvents = audit.observation === null ? memory : rememberEvents(memory, audit.observation);
  return {
    memory: intune.observation === null ? withEvents : rememberIntune(withEvents, intune.observation),
    devices: devices.observation,
    threats: threats.observation,
    intune: intune.observation,
    groups: groups === undefined ? [] : groups.observation,
    evidenceSources: [audit, devices, threats, intune, ...(groups === undefined ? [] : [groups])].map(
      ({ source }) => source,
    ),
    observedAt: new Date().toISOString(),
  };
}

/** Evidence is optional: a source that cannot be read does not fail the operation, but is reported. */
async function attempt<LookupResult>(
  source: EvidenceSource["source"],
  collect: () => Promise<{ readonly observation: LookupResult; readonly note: string }>,
): Promise<{ readonly observation: LookupResult | null; readonly source: EvidenceSource }> {
  try {
    const { observation, note } = await collect();
    return { observation, source: { source, observed: true, note } };
  } catch (error) {
    return { observation: null, source: { source, observed: false, note: messageOf(error) } };
  }
}

async function collectConnector(
  graph: GraphClient,
  id: string,
): Promise<{ readonly observation: IntuneObservation; readonly note: string }> {
  const connector = await getConnector(graph, id);
  const partnerState = connector === undefined ? null : (connector.partnerState ?? noPartnerState);
  const lastHeartbeat = connector?.lastHeartbeatDateTime ?? null;
  const note =
    connector === undefined
      ? "Intune has no such connector"
      : `${String(partnerState)}, last heartbeat ${lastHeartbeat ?? "never"}`;
  return { observation: { partnerState, lastHeartbeat }, note };
}
