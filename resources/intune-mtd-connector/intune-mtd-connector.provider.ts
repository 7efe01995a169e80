import { connectorFailureOf, ConnectorStage } from "../../model/connector-stage";
import {
  appSyncWarning,
  connectorIdOf,
  ConnectorRemoval,
  intuneMtdConnectorSchema,
  type IntuneMtdConnectorSettings,
} from "./intune-mtd-connector.schema";
import { createGraphService } from "../provider/provider-configuration";
import type { ResourceProvider, State } from "../provider/provider";
import { log, logPlan } from "../provider/diagnostics";
import { createResourceProvider } from "../provider/resource-provider";
import { withoutProvider } from "../provider/state";
import { isUnknown } from "../provider/unknown-values";
import { isReady } from "./connection";
import { historyIn, outputsOf } from "./observation";
import { settingsFromActual, toConnectorBody } from "./intune-mtd-connector.graph";
import { applyDefaults, competeForAppProtection, settingsOf } from "./intune-mtd-connector.settings";
import { foundBeforeShape } from "../../model/ownership";
import { connectorRemoval } from "./connector-removal";
import { createConnectorTarget } from "./intune-mtd-connector.target";
import { describeTenantWideChanges, knownToggles } from "./tenant-wide-changes";

/** Creates the provider of a Mobile Threat Defense partner's connector in Intune. A person adds the connector, and
 *  the partner makes contact. The provider finds it, or creates it through Graph if `whenMissing` is `create`, configures
 *  it, and disables it on removal. */
export function createIntuneMtdConnectorProvider(): ResourceProvider {
  const provider = createConnectorProvider();
  return {
    ...provider,

    async check(olds, news) {
      const checked = await provider.check(olds, news);
      const isNew = Object.keys(withoutProvider(olds)).length === 0;
      if (isNew && checked.failures.length === 0) logTenantWideChanges(undefined, checked.inputs);
      return checked;
    },

    async diff(id, olds, news) {
      const diff = await provider.diff(id, olds, news);
      // For a replacement, the engine calls check for the new resource as for a creation.
      if (diff.replaces?.length === 0) logTenantWideChanges(olds, news);
      return diff;
    },

    async create(inputs) {
      const created = await provider.create(inputs);
      logFailure(created.outs);
      return created;
    },

    async read(id, props) {
      const read = await provider.read(id, props);
      if (read.inputs !== undefined) logAppSync(read.inputs);
      return read;
    },

    async update(id, olds, news) {
      const updated = await provider.update(id, olds, news);
      logFailure(updated.outs);
      return updated;
    },

    async delete(id, props) {
      const { otherConnectorId } = historyIn(props);
      if (otherConnectorId !== undefined) {
        log(
          `IntuneMtdConnector: the connector ${otherConnectorId}, which Intune created instead of ${id}, stays unchanged. ` +
            "Check it in the Intune admin center.",
        );
      }
      await provider.delete(id, props);
    },
  };
}

function createConnectorProvider(): ResourceProvider {
  return createResourceProvider({
    type: "IntuneMtdConnector",
    createService: createGraphService,
    schema: intuneMtdConnectorSchema.extend(foundBeforeShape),
    applyDefaults,
    comparable: (desired: IntuneMtdConnectorSettings) => ({
      ...desired,
      // An absent platform and one with everything disabled are sent as the same body.
      ...{ android: undefined, ios: undefined, body: toConnectorBody(desired) },
      // `partnerSide` affects only messages.
      partnerSide: undefined,
    }),
    formerDefaults: { onRemoval: ConnectorRemoval.SwitchOff },
    ignored: Object.keys(foundBeforeShape),
    replaces(before, after) {
      // In a preview, a value that is not known yet can also be a list or map that holds one.
      if (![before, after].every(namesPartner) || isUnknown(after.partner) || isUnknown(after.partnerId)) return [];
      if (connectorIdOf(before) === connectorIdOf(after)) return [];
      return before.partnerId === after.partnerId ? ["partner"] : ["partnerId"];
    },
    deleteBeforeReplace: competeForAppProtection,
    target: createConnectorTarget,
    adopts: ({ adopt }) => adopt,
    fromActual: (desired, { observation: { connector } }) =>
      connector === undefined ? desired : settingsFromActual(desired, connector),
    outputs({ id, actual, pending }) {
      const observation = actual?.observation ?? { stage: ConnectorStage.ToBeAdded };
      const before = actual?.history ?? historyIn({});
      const history = { ...before, configured: before.configured || !pending };
      return { connectorId: id, ...outputsOf(observation, history, !pending && isReady(observation, history)) };
    },
    removal: (desired, state) => connectorRemoval(desired, state),
    awaited: { isPending: ({ connected }) => connected === false, keepWhenMissing: false },
  });
}

function namesPartner({ partner, partnerId }: IntuneMtdConnectorSettings): boolean {
  return [partner, partnerId ?? partner].every((name) => typeof name === "string");
}

/** A connector that is set up but fails must not appear to work. */
function logFailure({ partner, partnerState, connectorStage, connected }: State): void {
  if (connected === false) return;
  const shown = `IntuneMtdConnector: Intune shows the connector of ${String(partner)} as ${String(partnerState)}`;
  const failure = connectorFailureOf(partnerState);
  if (failure !== undefined) log(`${shown}: ${failure}.`);
  if (connectorStage === ConnectorStage.Unknown) log(`${shown}, a state that this release does not know.`);
}

/** Logs what is enabled and disabled for the whole tenant. It compares with state and does not read Intune. */
function logTenantWideChanges(olds: State | undefined, news: State): void {
  const toggles = (state: State) => knownToggles(settingsOf(state), isUnknown);
  const isInForce = olds !== undefined && olds.connected !== false;
  const changes = describeTenantWideChanges(isInForce ? toggles(olds) : undefined, toggles(news));
  if (changes === undefined) return;
  const when = olds?.connected === false ? "once the partner has connected, " : "";
  logPlan(
    `IntuneMtdConnector: ${when}for every device of the tenant, not only for the groups of this stack: ${changes}`,
  );
}

/** Logs in a refresh, which runs no program, what is lost while App Sync is off in Intune. */
function logAppSync(actual: State): void {
  const warning = appSyncWarning(settingsOf(actual).ios);
  if (warning !== undefined) log(`IntuneMtdConnector: ${warning}`);
}
