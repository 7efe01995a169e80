import { setTimeout as sleep } from "node:timers/promises";
import { isConnectedState, WhenNotConnected, type IntuneMtdConnectorSettings } from "../../domain";
import type { GraphClient } from "../../services/graph/client";
import { getConnector, type MobileThreatDefenseConnector } from "../../services/graph/mobile-threat-defense-connectors";
import { ServiceError } from "../../services/http/service-error";
import { createPauses } from "../pauses";
import { tell } from "../progress";
import { messageOf } from "../state";

/** Least time between two lines of progress, in ms. */
const tellEveryMs = 120_000;

/** Whether the partner has connected, so that the connector can be configured. */
export function isConnected(connector: MobileThreatDefenseConnector): boolean {
  return isConnectedState(connector.partnerState);
}

/** What a look at Intune found: the connector, if there is one, and whether the partner has connected. */
export type Sighting =
  | { readonly connected: true; readonly connector: MobileThreatDefenseConnector }
  | { readonly connected: false; readonly connector?: MobileThreatDefenseConnector };

/** Finds the connector. The partner makes it, Graph does not: when it is not there, the settings say whether to wait for
 *  it or to go on without. Nothing is written, so a wait that is broken off leaves nothing behind. */
export async function findOrAwaitConnector(
  graph: GraphClient,
  id: string,
  settings: IntuneMtdConnectorSettings,
): Promise<Sighting> {
  const started = Date.now();
  const waitMs = settings.waitMinutes * 60_000;
  const pauses = createPauses(10_000, 60_000);
  let sighting = await look(graph, id);
  let told = -Infinity;
  while (!sighting.connected && settings.whenNotConnected === WhenNotConnected.Wait) {
    const waited = Date.now() - started;
    if (waited >= waitMs) throw new Error(notConnectedMessage(id, settings, sighting));
    if (waited - told >= tellEveryMs) {
      told = waited;
      tell(
        `IntuneMtdConnector: waiting for ${settings.partner} to connect, ${Math.floor(waited / 60_000)} of ` +
          `${settings.waitMinutes} minutes. A run that is broken off takes up here again.`,
      );
    }
    await sleep(Math.min(pauses.next(), waitMs - waited));
    sighting = await lookAgain(graph, id, sighting);
  }
  return sighting;
}

async function look(graph: GraphClient, id: string): Promise<Sighting> {
  const connector = await getConnector(graph, id);
  if (connector === undefined) return { connected: false };
  return isConnected(connector) ? { connected: true, connector } : { connected: false, connector };
}

/** A service that fails for a while must not end a wait of half an hour; a refusal must. */
async function lookAgain(graph: GraphClient, id: string, last: Sighting): Promise<Sighting> {
  try {
    return await look(graph, id);
  } catch (error) {
    const passing =
      error instanceof ServiceError && (error.status === undefined || error.status === 429 || error.status >= 500);
    if (!passing) throw error;
    tell(`IntuneMtdConnector: still waiting, although a look at Intune failed: ${messageOf(error)}`);
    return last;
  }
}

function notConnectedMessage(id: string, settings: IntuneMtdConnectorSettings, sighting: Sighting): string {
  const state = sighting.connector?.partnerState;
  const seen =
    state === undefined || state === null ? "Intune has no such connector" : `its state in Intune is ${state}`;
  return (
    `${settings.partner} has not connected to Intune within ${settings.waitMinutes} minutes (connector ${id}; ${seen}). ` +
    "In Lookout's console choose System > Connectors > Add Connector > Intune, fill in the tabs and choose Create connector; " +
    "then run again: it takes up where it stopped. A longer wait is set with waitMinutes; with whenNotConnected: continue " +
    "the rest of the stack does not wait."
  );
}
