import { describeAddConnectorStep } from "../../model/add-connector-step";
import { ConnectorStage } from "../../model/connector-stage";
import { WhenNotConnected, type IntuneMtdConnectorSettings } from "./intune-mtd-connector.schema";
import type { GraphClient } from "../../clients/graph/graph-client";
import { createConnector, getConnector } from "../../clients/graph/mobile-threat-defense-connectors";
import { ServiceError } from "../../clients/http/service-error";
import { log } from "../provider/diagnostics";
import { IncompleteUpdateError } from "../provider/incomplete-update-error";
import { consistencyWait, waitFor } from "../provider/wait";
import { messageOf } from "../provider/state";
import { observeConnector, type ConnectorHistory, type ConnectorObservation, type FoundConnector } from "./observation";

/** Creates the connector through Graph and reads it back under the id that was sent. Microsoft does not document
 *  whether Intune accepts that before the partner has made contact. */
export async function addConnector(
  graph: GraphClient,
  id: string,
  settings: IntuneMtdConnectorSettings,
  found: FoundConnector,
): Promise<FoundConnector> {
  const history = await forgetOther(graph, id, settings, found);
  let answeredId: string | undefined;
  try {
    answeredId = await createConnector(graph, id);
  } catch (error) {
    return afterRefusal(graph, id, settings, { ...found, history }, error);
  }
  // Ignores a different id in the response once: what matters is whether the requested connector exists.
  const otherConnectorId = answeredId === id ? undefined : answeredId;
  const observation = await observeAdded(graph, id, otherConnectorId === undefined ? consistencyWait.reads : 1);
  const added = { ...history, added: true };
  if (observation.stage !== ConnectorStage.ToBeAdded) {
    log(
      `IntuneMtdConnector: Graph created the connector ${id} of ${settings.partner} (whenMissing: create); ` +
        `its state in Intune is ${String(observation.connector?.partnerState)}.`,
    );
    return { observation, history: added };
  }
  if (otherConnectorId === undefined) {
    throw notAdded(
      id,
      `Graph accepted the connector ${id} of ${settings.partner}, but Intune does not show it. ` +
        "Run this again in a few minutes. The next run searches for it first.",
      { observation, history: added },
    );
  }
  const actual = { observation, history: { ...history, otherConnectorId } };
  throw notAdded(id, describeOther(id, otherConnectorId, settings), actual);
}

/** Graph accepted the request, but Intune does not show a connector with the id that was sent. State records what was
 *  done. */
function notAdded(id: string, message: string, actual: FoundConnector): IncompleteUpdateError<FoundConnector> {
  return new IncompleteUpdateError(message, { id, actual, adopted: false, pending: true });
}

/** Does not repeat a request that Intune answered with another id while that connector exists. */
async function forgetOther(
  graph: GraphClient,
  id: string,
  settings: IntuneMtdConnectorSettings,
  { observation, history }: FoundConnector,
): Promise<ConnectorHistory> {
  const { otherConnectorId, ...rest } = history;
  if (otherConnectorId === undefined) return history;
  if ((await getConnector(graph, otherConnectorId)) === undefined) return rest;
  throw notAdded(id, describeOther(id, otherConnectorId, settings), { observation, history });
}

function describeOther(id: string, otherId: string, { partner }: IntuneMtdConnectorSettings): string {
  return (
    `Graph created the connector ${otherId} instead of the requested ${id} of ${partner}. This run did not change it, ` +
    "and no run creates another one while it exists. Check it in the Intune admin center, delete it there if nobody uses it, set " +
    `whenMissing to tell, and add the connector manually. ${describeAddConnectorStep(partner)} If the partner has ` +
    "another id in your cloud, set partnerId."
  );
}

/** A refusal may mean that the connector was created meanwhile; a lost response may mean that this request created
 *  it. */
async function afterRefusal(
  graph: GraphClient,
  id: string,
  settings: IntuneMtdConnectorSettings,
  { history }: FoundConnector,
  error: unknown,
): Promise<FoundConnector> {
  if (!(error instanceof ServiceError)) throw error;
  const { mayHaveSucceeded } = error;
  const observation = await observeAdded(graph, id, mayHaveSucceeded ? consistencyWait.reads : 1);
  if (observation.stage !== ConnectorStage.ToBeAdded) {
    return { observation, history: mayHaveSucceeded ? { ...history, added: true } : history };
  }
  const refusal =
    `Graph did not create the connector ${id} of ${settings.partner} (whenMissing: create): ${messageOf(error)} ` +
    `Add it manually. ${describeAddConnectorStep(settings.partner)}`;
  if (settings.whenNotConnected === WhenNotConnected.Wait) {
    throw new Error(`${refusal} Then run this again. With whenMissing: tell, the run waits for it.`);
  }
  log(`IntuneMtdConnector: ${refusal} Every update tries again.`);
  return { observation, history };
}

function observeAdded(graph: GraphClient, id: string, reads: number | undefined): Promise<ConnectorObservation> {
  return waitFor(
    "Intune to show the connector",
    () => observeConnector(graph, id),
    ({ stage }) => stage !== ConnectorStage.ToBeAdded,
    { ...consistencyWait, reads },
  );
}
