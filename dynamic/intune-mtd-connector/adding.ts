import {
  ConnectorStage,
  describeAddConnectorStep,
  WhenNotConnected,
  type IntuneMtdConnectorSettings,
} from "../../domain";
import type { GraphClient } from "../../services/graph/client";
import { createConnector, getConnector } from "../../services/graph/mobile-threat-defense-connectors";
import { ServiceError } from "../../services/http/service-error";
import { lookUntil } from "../pauses";
import { tell } from "../progress";
import { messageOf } from "../state";
import { observeConnector, type ConnectorHistory, type ConnectorObservation, type FoundConnector } from "./observation";

/** Graph took the request, but Intune does not show a connector with the id that was sent. */
export class NotAdded extends Error {
  override readonly name = "NotAdded";

  constructor(
    message: string,
    readonly observation: ConnectorObservation,
    /** What the next run has to know. */
    readonly history: ConnectorHistory,
  ) {
    super(message);
  }
}

/** Has Graph create the connector, and reads it back under the id that was sent. Whether Intune takes that before the partner has made
 *  contact is not documented. */
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
  // Another id in the answer is looked past once: what counts is whether the connector that was asked for is there.
  const observation = await observeAdded(graph, id, answeredId === undefined || answeredId === id ? 6 : 1);
  const added = { ...history, added: true };
  if (observation.stage !== ConnectorStage.ToBeAdded) {
    tell(
      `IntuneMtdConnector: Graph created the connector ${id} of ${settings.partner} (whenMissing: create); ` +
        `its state in Intune is ${String(observation.connector?.partnerState)}.`,
    );
    return { observation, history: added };
  }
  if (answeredId === undefined || answeredId === id) {
    throw new NotAdded(
      `Graph accepted the creation of the connector ${id} of ${settings.partner}, but Intune does not show it. ` +
        "Run again in some minutes: it is looked for before anything is sent.",
      observation,
      added,
    );
  }
  throw new NotAdded(describeOther(id, answeredId, settings), observation, {
    ...history,
    otherConnectorId: answeredId,
  });
}

/** An earlier request that Intune answered with another id is not repeated as long as that connector is there. */
async function forgetOther(
  graph: GraphClient,
  id: string,
  settings: IntuneMtdConnectorSettings,
  { observation, history }: FoundConnector,
): Promise<ConnectorHistory> {
  const { otherConnectorId, ...rest } = history;
  if (otherConnectorId === undefined) return history;
  if ((await getConnector(graph, otherConnectorId)) === undefined) return rest;
  throw new NotAdded(describeOther(id, otherConnectorId, settings), observation, history);
}

function describeOther(id: string, otherId: string, { partner }: IntuneMtdConnectorSettings): string {
  return (
    `Graph was asked to create the connector ${id} of ${partner}, and answered with the connector ${otherId}. Nothing was changed in that ` +
    "one, and it is not asked for again while Intune has it. Look at it in the Intune admin center, delete it there if nobody uses it, set " +
    `whenMissing to tell, and have the connector added by hand. ${describeAddConnectorStep(partner)} If the partner's id is ` +
    "another one in your cloud, set partnerId."
  );
}

/** A refusal may mean that the connector came into being meanwhile, and a lost answer that this request made it. */
async function afterRefusal(
  graph: GraphClient,
  id: string,
  settings: IntuneMtdConnectorSettings,
  { history }: FoundConnector,
  error: unknown,
): Promise<FoundConnector> {
  if (!(error instanceof ServiceError)) throw error;
  const { mayHaveHappened } = error;
  const observation = await observeAdded(graph, id, mayHaveHappened ? 4 : 1);
  if (observation.stage !== ConnectorStage.ToBeAdded) {
    return { observation, history: mayHaveHappened ? { ...history, added: true } : history };
  }
  const refusal =
    `Graph did not create the connector ${id} of ${settings.partner} (whenMissing: create): ${messageOf(error)} ` +
    `Have it added by hand. ${describeAddConnectorStep(settings.partner)}`;
  if (settings.whenNotConnected === WhenNotConnected.Wait) {
    throw new Error(`${refusal} Then run again; with whenMissing: tell the run waits for it.`);
  }
  tell(`IntuneMtdConnector: ${refusal} Every update asks again.`);
  return { observation, history };
}

function observeAdded(graph: GraphClient, id: string, looks: number): Promise<ConnectorObservation> {
  return lookUntil(
    () => observeConnector(graph, id),
    ({ stage }) => stage !== ConnectorStage.ToBeAdded,
    looks,
    1000,
  );
}
