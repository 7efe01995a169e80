import { ConnectorStage, connectorStageOf, noPartnerState } from "../../model/connector-stage";
import type { GraphClient } from "../../clients/graph/client";
import { getConnector, type MobileThreatDefenseConnector } from "../../clients/graph/mobile-threat-defense-connectors";
import type { State } from "../provider/provider";
import { isPresent } from "../provider/state";

/** What Intune shows of the connector. */
export interface ConnectorObservation {
  readonly stage: ConnectorStage;
  /** Undefined when Graph has none with the partner's id. */
  readonly connector?: MobileThreatDefenseConnector;
}

/** What this stack did about the connector, in this run or an earlier one. It is kept in state. */
export interface ConnectorHistory {
  /** It set the connector's properties. */
  readonly configured: boolean;
  /** It had Graph create the connector. */
  readonly added: boolean;
  /** Id of the connector that Intune created when it was asked for this one. */
  readonly otherConnectorId?: string;
}

/** What Intune has now, and what this stack did about it. */
export interface FoundConnector {
  readonly observation: ConnectorObservation;
  readonly history: ConnectorHistory;
}

export async function observeConnector(graph: GraphClient, id: string): Promise<ConnectorObservation> {
  const connector = await getConnector(graph, id);
  const stage = connectorStageOf(connector);
  return connector === undefined ? { stage } : { stage, connector };
}

/** The history in a state, of this release or an older one, which only knew whether it was connected. */
export function historyIn({ configured, connected, added, otherConnectorId }: State): ConnectorHistory {
  return {
    configured: isPresent(configured) ? configured === true : connected === true,
    added: added === true,
    ...(typeof otherConnectorId === "string" ? { otherConnectorId } : {}),
  };
}

/** The outputs that Intune and the partner decide. They never cause a change by themselves, but for `connected`. */
export function outputsOf(
  { stage, connector }: ConnectorObservation,
  { configured, added, otherConnectorId }: ConnectorHistory,
  connected: boolean,
): State {
  return {
    connected,
    connectorStage: stage,
    partnerState: connector === undefined ? null : (connector.partnerState ?? noPartnerState),
    lastHeartbeat: connector?.lastHeartbeatDateTime ?? null,
    configured,
    added,
    otherConnectorId: otherConnectorId ?? null,
  };
}
