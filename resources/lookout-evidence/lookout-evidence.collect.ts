import { quoteName } from "../../model/hidden-characters";
import { rememberEvents, rememberIntune, type EvidenceMemory } from "../../console/evidence/evidence-memory";
import {
  describeDeviceCounts,
  type DeviceObservation,
  type GroupObservation,
  type IntuneObservation,
  type ThreatObservation,
} from "../../console/evidence/observations";
import { noPartnerState } from "../../model/connector-stage";
import type { GraphClient } from "../../clients/graph/graph-client";
import { getConnector } from "../../clients/graph/mobile-threat-defense-connectors";
import type { LookoutApi } from "../../clients/lookout/lookout-api";
import type { ConfiguredService } from "../provider/provider-configuration";
import { isPresent, messageOf } from "../provider/state";
import { collectAudit } from "./collect-audit";
import type { EnrollmentGroupInput } from "./lookout-evidence.inputs";
import { getNamedGroup } from "../../clients/graph/entra-groups";
import { readRisk } from "../../model/risk";
import { countDevices, listDevices, listThreats } from "../../clients/lookout/mobile-risk";

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
    attempt("Lookout's audit events", () => collectAudit(lookout.client(), memory)),
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

/** Reads the display name of each group in Entra; one request per group. */
async function collectGroups(
  graph: GraphClient,
  groups: readonly EnrollmentGroupInput[],
): Promise<{ readonly observation: GroupObservation[]; readonly note: string }> {
  const observation = await Promise.all(
    groups.map(async ({ objectId, displayName: givenName }) => {
      const found = await getNamedGroup(graph, objectId);
      return { objectId, givenName, displayName: found?.displayName ?? null };
    }),
  );
  const names = observation.map(({ objectId, displayName }) =>
    displayName === null ? `${objectId} does not exist` : quoteName(displayName),
  );
  return { observation, note: names.join(", ") };
}

/** Reads the newest thousand open threats. Their risks are the ones in effect. */
async function collectThreats(
  api: LookoutApi,
): Promise<{ readonly observation: ThreatObservation[]; readonly note: string }> {
  const observation = new Map<string, ThreatObservation>();
  let count = 0;
  for await (const { records } of listThreats(api, { status: "OPEN" }, { limitPages: 1 })) {
    for (const { guid, classification, risk: shown } of records) {
      count += 1;
      if (!classification || !shown) continue;
      const risk = readRisk(shown) ?? null;
      const key = `${classification} ${shown}`;
      observation.set(key, {
        classification,
        risk,
        shown,
        threatId: guid,
        count: (observation.get(key)?.count ?? 0) + 1,
      });
    }
  }
  return { observation: [...observation.values()], note: `${count} of the newest open ones` };
}

/** Counts devices by state and reads the connector ids of the newest thousand. It sends five requests, whatever the
 *  number of devices. A protection status that this release does not know counts as neither active nor disconnected. */
async function collectDevices(
  api: LookoutApi,
): Promise<{ readonly observation: DeviceObservation; readonly note: string }> {
  const [pending, active, disconnected, notProtected, newest] = await Promise.all([
    countDevices(api, { state: "PENDING" }),
    countDevices(api, { state: "ACTIVATED", protection_status: "PROTECTED" }),
    countDevices(api, { state: "ACTIVATED", protection_status: "DISCONNECTED" }),
    countDevices(api, { state: "ACTIVATED", protection_status: "!PROTECTED" }),
    readNewest(api),
  ]);
  const devices = { pending, active, disconnected, unclear: Math.max(0, notProtected - disconnected) };
  return { observation: { ...devices, ...newest }, note: describeDeviceCounts(devices) };
}

async function readNewest(
  api: LookoutApi,
): Promise<Pick<DeviceObservation, "connectorIds" | "sampleSize" | "activeWithoutConnector">> {
  const connectorIds = new Set<string>();
  let sampleSize = 0;
  let activeWithoutConnector = 0;
  for await (const { records } of listDevices(api, {}, { limitPages: 1 })) {
    sampleSize += records.length;
    for (const { details, activation_status: state } of records) {
      const id = details?.mdm_connector_uuid;
      if (id) connectorIds.add(id.toLowerCase());
      // The number alone names a connector too, but not which one of Intune's.
      else if (!isPresent(details?.mdm_connector_id) && state === "ACTIVATED") activeWithoutConnector += 1;
    }
  }
  return { connectorIds: [...connectorIds].sort(), sampleSize, activeWithoutConnector };
}
