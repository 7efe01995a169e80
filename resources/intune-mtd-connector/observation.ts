import { ConnectorStage, connectorStageOf, noPartnerState } from "../../model/connector-stage";
import type { GraphClient } from "../../clients/graph/graph-client";
import { getConnector, type MobileThreatDefenseConnector } from "../../clients/graph/mobile-threat-defense-connectors";
import type { State } from "../provider/provider";
import { isPresent } from "../provider/state";

/** The connector as Intune shows it. */
export interface ConnectorObservation {
  readonly stage: ConnectorStage;
  /** Undefined if Graph has no connector with the partner's id. */
  readonly connector?: MobileThreatDefenseConnector;
}

/** What this stack did to the connector, in this run or an earlier one. Kept in state. */
export interface ConnectorHistory {
  /** Set the connector's properties. */
  readonly configured: boolean;
  /** Created the connector through Graph. */
  readonly added: boolean;
  /** Id of the connector that Intune created instead of the requested one. */
  readonly otherConnectorId?: string;
}

/** The actual connector, and what this stack did to it. */
export interface FoundConnector {
  readonly observation: ConnectorObservation;
  readonly history: ConnectorHistory;
}

export async function observeConnector(graph: GraphClient, id: string): Promise<ConnectorObservation> {
  const connector = await getConnector(graph, id);
  const stage = connectorStageOf(connector);
  return connector === undefined ? { stage } : { stage, connector };
}

/** Reads the history from state. Older releases recorded only whether it was connected. */
export function historyIn({ configured, connected, added, otherConnectorId }: State): ConnectorHistory {
  return {
    configured: isPresent(configured) ? configured === true : connected === true,
    added: added === true,
    ...(typeof otherConnectorId === "string" ? { otherConnectorId } : {}),
  };
}

/** Outputs that Intune and the partner decide. Only `connected` can cause an update. */
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
