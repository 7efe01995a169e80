import {
  canonicalJson,
  connectorFailureOf,
  ConnectorRemoval,
  ConnectorStage,
  connectorIdOf,
  connectorSwitchedOff,
  intuneMtdConnectorSchema,
  mobileThreatDefensePath,
  toConnectorBody,
  type IntuneMtdConnectorSettings,
} from "../../domain";
import type { GraphClient } from "../../services/graph/client";
import { deleteConnector, getConnector } from "../../services/graph/mobile-threat-defense-connectors";
import { createGraphService } from "../configuration";
import type { Handler, State } from "../handler";
import { lookUntil } from "../pauses";
import { tell } from "../progress";
import { asState, keepProvider, PartialFailure, withoutProvider } from "../state";
import { findFailures, isUnknown } from "../unknown-values";
import { NotAdded } from "./adding";
import { findOrAwaitConnector, isReady } from "./connection";
import {
  historyIn,
  noHistory,
  observationOf,
  observeConnector,
  outputsOf,
  type ConnectorHistory,
  type ConnectorObservation,
} from "./observation";
import { competeForAppProtection, settingsFromReality, settingsOf, withDefaults } from "./settings";
import { bringTo, NotAsWanted } from "./switching";
import { tellAppSync, tellTenantWideChanges } from "./tenant-wide";

/** Intune's connector of a Mobile Threat Defense partner. A person adds it in Intune, and the partner makes contact; this finds it,
 *  or has Graph create it where that is asked for, configures it, and leaves it behind switched off. */
export function createIntuneMtdConnectorHandler(): Handler {
  const service = createGraphService();
  return {
    configure({ config }) {
      service.configure(config);
      return Promise.resolve();
    },

    check(olds, news) {
      const inputs = withDefaults(withoutProvider(news));
      const failures = [...findFailures(intuneMtdConnectorSchema, inputs), ...service.failures()];
      const isNew = Object.keys(withoutProvider(olds)).length === 0;
      if (isNew && failures.length === 0) tellTenantWideChanges(undefined, inputs);
      return Promise.resolve({ inputs, failures });
    },

    diff(_id, olds, news) {
      const [before, after] = [settingsOf(olds), settingsOf(news)];
      const replaces = findReplaced(before, after);
      // For a replacement the engine checks the new one as one that is created.
      if (replaces.length === 0) tellTenantWideChanges(olds, news);
      return Promise.resolve({
        // Not connected means that nothing was configured yet: every update looks again.
        changes: replaces.length > 0 || olds.connected === false || isDifferent(before, after),
        replaces,
        deleteBeforeReplace: replaces.length > 0 && competeForAppProtection(before, after),
      });
    },

    async create(inputs) {
      const settings = settingsOf(inputs);
      const id = requireConnectorId(settings);
      return { id, outs: await configureConnector(service.client(), id, inputs, noHistory) };
    },

    async read(id, props) {
      const observation = await observeConnector(service.client(), id);
      const history = historyIn(props);
      if (props.connected === false) return { id, props: { ...props, ...outputsOf(observation, history, false) } };
      const { stage, connector } = observation;
      // A catalog entry that nobody added is no connector.
      if (connector === undefined || stage === ConnectorStage.ToBeAdded) return {};
      const settings = asState(settingsFromReality(settingsOf(props), connector));
      tellAppSync(settings);
      const outs = { ...settings, connectorId: id, ...outputsOf(observation, history, isReady(observation, history)) };
      return { id, props: keepProvider(props, outs), inputs: keepProvider(props, settings) };
    },

    async update(id, olds, news) {
      return { outs: await configureConnector(service.client(), id, news, historyIn(olds)) };
    },

    async delete(id, props) {
      const { otherConnectorId } = historyIn(props);
      if (otherConnectorId !== undefined) {
        tell(
          `IntuneMtdConnector: the connector ${otherConnectorId}, which Intune made when it was asked for ${id}, is left alone. ` +
            "Look at it in the Intune admin center.",
        );
      }
      switch (settingsOf(props).onRemoval) {
        case ConnectorRemoval.Keep:
          return;
        case ConnectorRemoval.SwitchOff:
          return switchOff(service.client(), id);
        case ConnectorRemoval.Delete:
          return remove(service.client(), id);
      }
    },
  };
}

/** The same way for create and update: a create that is repeated finds what the first one did. */
async function configureConnector(
  graph: GraphClient,
  id: string,
  inputs: State,
  before: ConnectorHistory,
): Promise<State> {
  const settings = settingsOf(inputs);
  const outsOf = (seen: ConnectorObservation, history: ConnectorHistory, connected: boolean): State => ({
    connectorId: id,
    ...outputsOf(seen, history, connected),
  });
  const { observation, history } = await findOrAwaitConnector(graph, id, settings, before).catch((error: unknown) => {
    if (!(error instanceof NotAdded)) throw error;
    throw new PartialFailure(id, { ...inputs, ...outsOf(error.observation, error.history, false) }, error);
  });
  const { connector } = observation;
  if (connector === undefined || !isReady(observation, history)) {
    return { ...inputs, ...outsOf(observation, history, false) };
  }
  const configured = { ...history, configured: true };
  try {
    const seen = observationOf(await bringTo(graph, toConnectorBody(settings), connector));
    tellFailure(settings, seen);
    return { ...inputs, ...outsOf(seen, configured, isReady(seen, configured)) };
  } catch (error) {
    if (!(error instanceof NotAsWanted)) throw error;
    // What Intune has is recorded, not what was asked: the next run sees the difference even after a refresh.
    const reality = asState(settingsFromReality(settings, error.seen));
    const seen = observationOf(error.seen);
    const outs = { ...reality, ...outsOf(seen, configured, isReady(seen, configured)) };
    throw new PartialFailure(id, keepProvider(inputs, outs), error);
  }
}

/** A connector that is set up, and fails all the same, must not pass for one that works. */
function tellFailure({ partner }: IntuneMtdConnectorSettings, { stage, connector }: ConnectorObservation): void {
  const state = String(connector?.partnerState);
  const failure = connectorFailureOf(connector?.partnerState);
  if (failure !== undefined)
    tell(`IntuneMtdConnector: Intune shows the connector of ${partner} as ${state}: ${failure}.`);
  if (stage === ConnectorStage.Unknown) {
    tell(
      `IntuneMtdConnector: Intune shows the connector of ${partner} as ${state}, a state that this release does not know.`,
    );
  }
}

async function switchOff(graph: GraphClient, id: string): Promise<void> {
  const connector = await getConnector(graph, id);
  if (connector !== undefined) await bringTo(graph, connectorSwitchedOff, connector);
}

async function remove(graph: GraphClient, id: string): Promise<void> {
  await deleteConnector(graph, id);
  const isGone = ({ stage }: ConnectorObservation) =>
    stage === ConnectorStage.ToBeAdded || stage === ConnectorStage.WaitingForContact;
  const seen = await lookUntil(() => observeConnector(graph, id), isGone, 6, 1000);
  if (isGone(seen)) return;
  throw new Error(
    `Intune accepted the deletion of the connector ${id}, but still shows it as ${String(seen.connector?.partnerState)}; ` +
      `look at it in the Intune admin center under ${mobileThreatDefensePath}, then run again`,
  );
}

/** Who makes the partner's side of the connection decides what a message says, and nothing else. */
function isDifferent(before: IntuneMtdConnectorSettings, after: IntuneMtdConnectorSettings): boolean {
  const compared = (settings: IntuneMtdConnectorSettings) => canonicalJson({ ...settings, partnerSide: undefined });
  return compared(before) !== compared(after);
}

function findReplaced(before: IntuneMtdConnectorSettings, after: IntuneMtdConnectorSettings): string[] {
  if (isUnknown(after.partner) || isUnknown(after.partnerId)) return [];
  if (connectorIdOf(before) === connectorIdOf(after)) return [];
  return before.partnerId === after.partnerId ? ["partner"] : ["partnerId"];
}

function requireConnectorId(settings: IntuneMtdConnectorSettings): string {
  const id = connectorIdOf(settings);
  if (id !== undefined) return id;
  throw new Error(`no connector id is known for the partner ${settings.partner}; set partnerId`);
}
