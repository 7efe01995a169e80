import {
  canonicalJson,
  ConnectorRemoval,
  connectorIdOf,
  connectorSwitchedOff,
  intuneMtdConnectorSchema,
  toConnectorBody,
  type IntuneMtdConnectorSettings,
} from "../../domain";
import type { GraphClient } from "../../services/graph/client";
import {
  deleteConnector,
  getConnector,
  type MobileThreatDefenseConnector,
} from "../../services/graph/mobile-threat-defense-connectors";
import { createGraphService } from "../configuration";
import type { Handler, State } from "../handler";
import { lookUntil } from "../pauses";
import { asState, keepProvider, PartialFailure, withoutProvider } from "../state";
import { findFailures, isUnknown } from "../unknown-values";
import { findOrAwaitConnector, isConnected, type Sighting } from "./connection";
import { competeForAppProtection, settingsFromReality, settingsOf, withDefaults } from "./settings";
import { bringTo, NotAsWanted } from "./switching";
import { tellAppSync, tellTenantWideChanges } from "./tenant-wide";

/** Intune's connector of a Mobile Threat Defense partner. The partner makes it; this finds it, configures it, and leaves
 *  it behind switched off. */
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
        changes: replaces.length > 0 || olds.connected === false || canonicalJson(before) !== canonicalJson(after),
        replaces,
        deleteBeforeReplace: replaces.length > 0 && competeForAppProtection(before, after),
      });
    },

    async create(inputs) {
      const settings = settingsOf(inputs);
      const id = requireConnectorId(settings);
      return { id, outs: await configureConnector(service.client(), id, inputs, settings) };
    },

    async read(id, props) {
      const connector = await getConnector(service.client(), id);
      if (props.connected === false) {
        return { id, props: { ...props, ...observed({ connected: false, connector }) } };
      }
      if (connector === undefined) return {};
      const settings = asState(settingsFromReality(settingsOf(props), connector));
      tellAppSync(settings);
      const outs = { ...settings, connectorId: id, ...observed(sightingOf(connector)) };
      return { id, props: keepProvider(props, outs), inputs: keepProvider(props, settings) };
    },

    async update(id, _olds, news) {
      return { outs: await configureConnector(service.client(), id, news, settingsOf(news)) };
    },

    async delete(id, props) {
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
  settings: IntuneMtdConnectorSettings,
): Promise<State> {
  const sighting = await findOrAwaitConnector(graph, id, settings);
  if (!sighting.connected) return { ...inputs, connectorId: id, ...observed(sighting) };
  try {
    const connector = await bringTo(graph, toConnectorBody(settings), sighting.connector);
    return { ...inputs, connectorId: id, ...observed(sightingOf(connector)) };
  } catch (error) {
    if (!(error instanceof NotAsWanted)) throw error;
    // What Intune has is recorded, not what was asked: the next run sees the difference even after a refresh.
    const reality = asState(settingsFromReality(settings, error.seen));
    const outs = { ...reality, connectorId: id, ...observed(sightingOf(error.seen)) };
    throw new PartialFailure(id, keepProvider(inputs, outs), error);
  }
}

async function switchOff(graph: GraphClient, id: string): Promise<void> {
  const connector = await getConnector(graph, id);
  if (connector !== undefined) await bringTo(graph, connectorSwitchedOff, connector);
}

async function remove(graph: GraphClient, id: string): Promise<void> {
  await deleteConnector(graph, id);
  const isGone = (seen: MobileThreatDefenseConnector | undefined) => seen === undefined || !isConnected(seen);
  const seen = await lookUntil(() => getConnector(graph, id), isGone, 6, 1000);
  if (isGone(seen)) return;
  throw new Error(
    `Intune accepted the deletion of the connector ${id}, but still shows it as ${String(seen?.partnerState)}; ` +
      "look at it in the Intune admin center under Tenant administration > Connectors and tokens > Mobile Threat Defense, then run again",
  );
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

function sightingOf(connector: MobileThreatDefenseConnector): Sighting {
  return isConnected(connector) ? { connected: true, connector } : { connected: false, connector };
}

/** The outputs that Intune and the partner decide. They never cause a change by themselves. */
function observed({ connected, connector }: Sighting): State {
  return {
    connected,
    partnerState: connector?.partnerState ?? null,
    lastHeartbeat: connector?.lastHeartbeatDateTime ?? null,
  };
}
