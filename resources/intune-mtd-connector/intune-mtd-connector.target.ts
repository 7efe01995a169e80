import { mobileThreatDefensePath } from "../../model/add-connector-step";
import { ConnectorStage, connectorStageOf } from "../../model/connector-stage";
import { connectorSettings, findDifferences, type ConnectorProperties } from "./intune-mtd-connector.graph";
import { connectorIdOf, type IntuneMtdConnectorSettings } from "./intune-mtd-connector.schema";
import type { GraphClient } from "../../clients/graph/graph-client";
import { deleteConnector, listConnectors, patchConnector } from "../../clients/graph/mobile-threat-defense-connectors";
import type { FoundBeforeInput } from "../../model/ownership";
import type { State } from "../provider/provider";
import { log } from "../provider/diagnostics";
import { Claim, type Change, type Target } from "../provider/target";
import { awaitConnector, isReady } from "./connection";
import { captureConnector, claimConnector, refuseConnector } from "./toggles-before";
import { historyIn, observeConnector, type ConnectorObservation, type FoundConnector } from "./observation";

type ConnectorChange = Change & { readonly properties: ConnectorProperties };

const pathByProperty = new Map(connectorSettings.map(({ path, property }) => [property, path]));

/** A partner's connector in Intune, identified by the partner's id. A person adds it and the partner makes contact,
 *  so its creation is a wait. Every run may configure it. `state` is the recorded state. */
export function createConnectorTarget(
  graph: GraphClient,
  settings: IntuneMtdConnectorSettings & FoundBeforeInput,
  state: State,
): Target<FoundConnector, ConnectorChange> {
  const id = typeof state.connectorId === "string" ? state.connectorId : requireConnectorId(settings);
  const what = `the connector of ${settings.partner} (id ${id})`;
  let history = historyIn(state);
  let isAwaited = state.connected === false;
  let observation: ConnectorObservation = { stage: ConnectorStage.ToBeAdded };

  // What this stack configured before is its own, whatever is on.
  const claim = (connector: ConnectorObservation["connector"]): ReturnType<typeof claimConnector> =>
    historyIn(state).configured ? { claim: Claim.Own } : claimConnector(settings, connector);

  async function observe(): Promise<FoundConnector> {
    observation = await observeConnector(graph, id);
    return { observation, history };
  }

  return {
    words: {
      service: "Intune",
      what: () => what,
      gone: () => `${what} is no longer in Intune`,
      advice: `check it in the Intune admin center under ${mobileThreatDefensePath}, then run this again`,
    },

    async find() {
      const actual = await observe();
      if (!isReady(actual.observation, history)) return [];
      return [{ id, actual, ...claim(actual.observation.connector) }];
    },

    refusal: ([found]) => refuseConnector(settings, id, found?.actual?.observation.connector),

    async create() {
      const actual = await awaitConnector(graph, id, settings, { observation, history });
      history = actual.history;
      const { connector } = actual.observation;
      if (!isReady(actual.observation, history)) return { id, actual, pending: true };
      const { claim: whose, before, note } = claim(connector);
      if (whose === Claim.Named && !settings.adopt) throw new Error(refuseConnector(settings, id, connector));
      if (note !== undefined) log(note);
      return { id, actual, adopted: whose !== Claim.Own, before: before ?? captureConnector(connector) };
    },

    capture: ({ observation: { connector } }) => captureConnector(connector),

    // A catalog entry that nobody added does not count as a connector. While we wait for it, the entry shows the
    // progress.
    async read() {
      const actual = await observe();
      return actual.observation.stage === ConnectorStage.ToBeAdded && !isAwaited ? undefined : actual;
    },

    async isListed() {
      const connector = (await listConnectors(graph)).find((one) => one.id.toLowerCase() === id.toLowerCase());
      return connectorStageOf(connector) !== ConnectorStage.ToBeAdded;
    },

    changes({ observation: { stage, connector } }) {
      if (connector === undefined || stage === ConnectorStage.ToBeAdded) return [];
      const differing = findDifferences(settings, connector);
      if (differing.length === 0) return [];
      const nameOf = (property: string) => pathByProperty.get(property) ?? property;
      const describe = ([property, desired]: (typeof differing)[number]) =>
        `${nameOf(property)} (${property} in Graph) was set to ${String(desired)}, but Intune still shows ${String(connector[property])}`;
      return [
        {
          properties: Object.fromEntries(differing),
          settings: differing.map(([property]) => nameOf(property)),
          difference: differing.map(describe).join("; "),
        },
      ];
    },

    write({ properties }) {
      isAwaited = false;
      return patchConnector(graph, id, properties);
    },

    delete: () => deleteConnector(graph, id),

    isDeleted: ({ observation: { stage } }) =>
      stage === ConnectorStage.ToBeAdded || stage === ConnectorStage.WaitingForContact,
  };
}

function requireConnectorId(settings: IntuneMtdConnectorSettings): string {
  const id = connectorIdOf(settings);
  if (id !== undefined) return id;
  throw new Error(`the connector id is unknown for the partner ${settings.partner}; set partnerId`);
}
