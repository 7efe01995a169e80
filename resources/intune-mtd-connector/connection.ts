import { ConnectorStage } from "../../model/connector-stage";
import { WhenConnectorMissing, WhenNotConnected, type IntuneMtdConnectorSettings } from "./intune-mtd-connector.schema";
import type { GraphClient } from "../../clients/graph/graph-client";
import { ServiceError } from "../../clients/http/service-error";
import { log } from "../provider/diagnostics";
import { waitFor } from "../provider/wait";
import { messageOf } from "../provider/state";
import { addConnector } from "./adding";
import { describeDeadline, describeMissing, describeWaiting } from "./messages";
import { observeConnector, type ConnectorHistory, type ConnectorObservation, type FoundConnector } from "./observation";

/** Minimum time between two progress messages, in ms. */
const logEveryMs = 120_000;

/** Whether the connector can be configured. An unknown state proves nothing, so only a stack that configured the
 *  connector before continues with it. */
export function isReady({ stage }: ConnectorObservation, { configured }: ConnectorHistory): boolean {
  return stage === ConnectorStage.SetUp || (stage === ConnectorStage.Unknown && configured);
}

/** Waits for a connector that cannot be configured yet, or continues without it, according to `whenNotConnected`. If
 *  Intune has none, `whenMissing` decides. Waiting writes nothing, so you can interrupt it safely. */
export async function awaitConnector(
  graph: GraphClient,
  id: string,
  settings: IntuneMtdConnectorSettings,
  before: FoundConnector,
): Promise<FoundConnector> {
  const isMissing = before.observation.stage === ConnectorStage.ToBeAdded;
  const found = isMissing ? await handleMissing(graph, id, settings, before) : before;
  if (isReady(found.observation, found.history)) return found;
  if (settings.whenNotConnected === WhenNotConnected.Wait) return awaitContact(graph, id, settings, found);
  if (found.observation.stage !== ConnectorStage.WaitingForContact) {
    log(`IntuneMtdConnector: ${describeWaiting(settings, found.observation)}`);
  }
  return found;
}

async function handleMissing(
  graph: GraphClient,
  id: string,
  settings: IntuneMtdConnectorSettings,
  found: FoundConnector,
): Promise<FoundConnector> {
  switch (settings.whenMissing) {
    case WhenConnectorMissing.Tell:
      return found;
    case WhenConnectorMissing.Create:
      return addConnector(graph, id, settings, found);
    case WhenConnectorMissing.Fail:
      throw new Error(describeMissing(id, settings, found.observation));
  }
}

async function awaitContact(
  graph: GraphClient,
  id: string,
  settings: IntuneMtdConnectorSettings,
  { observation, history }: FoundConnector,
): Promise<FoundConnector> {
  let last = observation;
  let logged: { readonly at: number; readonly stage?: ConnectorStage } = { at: -Infinity };
  const read = async () => (last = await observeAgain(graph, id, last));
  const logProgress = (latest: ConnectorObservation, waited: number) => {
    if (latest.stage === logged.stage && waited - logged.at < logEveryMs) return;
    const details = latest.stage === logged.stage ? "" : ` ${describeWaiting(settings, latest)}`;
    logged = { at: waited, stage: latest.stage };
    log(
      `IntuneMtdConnector: waiting for ${settings.partner} to connect, ${Math.floor(waited / 60_000)} of ` +
        `${settings.waitMinutes} minutes.${details} An interrupted run continues from here.`,
    );
  };
  const waitOptions = { forMs: settings.waitMinutes * 60_000, firstPauseMs: 10_000, longestPauseMs: 60_000 };
  const latest = await waitFor(
    `${settings.partner} to connect`,
    read,
    (one) => isReady(one, history),
    waitOptions,
    logProgress,
  );
  if (!isReady(latest, history)) throw new Error(describeDeadline(id, settings, latest, history));
  return { observation: latest, history };
}

/** A temporary service failure must not end a wait of half an hour; a refusal must. */
async function observeAgain(graph: GraphClient, id: string, last: ConnectorObservation): Promise<ConnectorObservation> {
  try {
    return await observeConnector(graph, id);
  } catch (error) {
    const passing =
      error instanceof ServiceError && (error.status === undefined || error.status === 429 || error.status >= 500);
    if (!passing) throw error;
    log(`IntuneMtdConnector: still waiting, although a read failed: ${messageOf(error)}`);
    return last;
  }
}
