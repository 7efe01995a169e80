import { randomUUID } from "node:crypto";
import { ConnectorStage } from "../../model/connector-stage";
import type { FoundBefore } from "../../model/ownership";
import { canonicalJson } from "../../model/revision";
import type { GatewayClient } from "../../clients/lookout/gateway-client";
import { isMap } from "../../model/maps";
import { getDiagnosticSetting } from "../../clients/arm/intune-diagnostic-settings";
import { getManagedGooglePlayApp } from "../../clients/graph/managed-google-play";
import { captureObject } from "../graph-object/captured-object";
import { captureDiagnosticSetting } from "../intune-diagnostic-settings/intune-diagnostic-settings.target";
import { managedGooglePlayAppDefinition } from "../intune-managed-google-play-app/intune-managed-google-play-app.graph";
import { observeConnector } from "../intune-mtd-connector/observation";
import { captureConnector } from "../intune-mtd-connector/toggles-before";
import type { ConsoleSettingsType } from "../lookout-settings/console-settings";
import { gatewayObjects } from "../lookout-settings/gateway-objects";
import type { GatewayObjects } from "../lookout-settings/lookout-settings.definition";
import { createArmService, createGatewayService, createGraphService } from "../provider/provider-configuration";
import type { ResourceProvider, State } from "../provider/provider";
import { asState, isPresent, pick, withoutProvider } from "../provider/state";
import { withTenant } from "../provider/tenant";
import { confirmationWait, waitFor } from "../provider/wait";
import { findFailures } from "../provider/unknown-values";
import { baselineOutputs, stackBaselineSchema, type StackBaselineSettings } from "./stack-baseline.schema";

type Named = keyof typeof baselineOutputs;
const inputNames = Object.keys(baselineOutputs) as Named[];
const comparedInputs: readonly (keyof StackBaselineSettings)[] = [...inputNames, "gatewaySettings"];

/** Creates the provider of a stack's id and record of what it found. It reads in create, and in update what is named
 *  there for the first time; it never writes. */
export function createStackBaselineProvider(): ResourceProvider {
  const graph = createGraphService();
  const arm = createArmService();
  const gateway = createGatewayService();

  const observe: Readonly<Record<Named, (name: string) => Promise<FoundBefore>>> = {
    async connectorId(id) {
      const { connector, stage } = await observeConnector(graph.client(), id.toLowerCase());
      if (connector === undefined) return { exists: false };
      const connected = stage === ConnectorStage.SetUp && isPresent(connector.lastHeartbeatDateTime);
      return { exists: true, settings: captureConnector(connector), connected };
    },
    async packageId(name) {
      const app = await getManagedGooglePlayApp(graph.client(), name);
      if (app === undefined) return { exists: false };
      return { exists: true, settings: captureObject(managedGooglePlayAppDefinition, app) };
    },
    async diagnosticSettingsName(name) {
      const setting = await getDiagnosticSetting(arm.client(), name);
      return setting === undefined ? { exists: false } : { exists: true, settings: captureDiagnosticSetting(setting) };
    },
  };

  async function observeNew(inputs: State, olds: State): Promise<State> {
    const objects = inputNames.map(async (name): Promise<[string, unknown][]> => {
      const output = baselineOutputs[name];
      const named = inputs[name];
      if (typeof named !== "string") return [];
      const isRecorded = olds[name] === named && isPresent(olds[output]);
      return [[output, isRecorded ? olds[output] : await confirmAbsence(name, () => observe[name](named))]];
    });
    const recorded = isMap(olds.gatewaySettingsBefore) ? olds.gatewaySettingsBefore : {};
    const settings = gatewaySettingsIn(inputs).map(async (type): Promise<[string, unknown]> => {
      const observeSettings = () => observeGatewaySettings(gateway.client(), type);
      return [type, recorded[type] ?? (await confirmAbsence(type, observeSettings))];
    });
    const [found, settingsFound] = await Promise.all([Promise.all(objects), Promise.all(settings)]);
    return {
      ...Object.fromEntries(found.flat()),
      ...(settingsFound.length === 0 ? {} : { gatewaySettingsBefore: Object.fromEntries(settingsFound) }),
    };
  }

  const provider: ResourceProvider = {
    configure({ config }) {
      graph.configure(config);
      arm.configure(config);
      gateway.configure(config);
      return Promise.resolve();
    },

    check(_olds, news) {
      const given = Object.entries(withoutProvider(news)).filter(([, value]) => isPresent(value));
      const inputs = Object.fromEntries(given);
      const ofGateway = gatewaySettingsIn(inputs).length > 0 ? gateway.failures() : [];
      const failures = [...findFailures(stackBaselineSchema, inputs), ...graph.failures(), ...ofGateway];
      return Promise.resolve({ inputs, failures });
    },

    diff(_id, olds, news) {
      return Promise.resolve({
        changes: canonicalJson(pick(olds, comparedInputs)) !== canonicalJson(pick(news, comparedInputs)),
      });
    },

    async create(inputs) {
      const stackId = randomUUID();
      return { id: stackId, outs: { ...inputs, ...(await observeNew(inputs, {})), stackId } };
    },

    // What was there before is history, so a refresh changes nothing.
    read: (id, props) => Promise.resolve({ id, props }),

    async update(_id, olds, news) {
      return { outs: { ...news, ...(await observeNew(news, olds)), stackId: olds.stackId } };
    },

    delete: () => Promise.resolve(),

    describeRemoval: () => ({
      action: "none",
      effect: "the stack's id and the record of what was there before leave the state, and nothing is sent",
    }),
  };
  return withTenant("StackBaseline", provider, graph);
}

function gatewaySettingsIn({ gatewaySettings }: State): readonly ConsoleSettingsType[] {
  return Array.isArray(gatewaySettings) ? (gatewaySettings as ConsoleSettingsType[]) : [];
}

/** A single answer that nothing is there proves little, and a later removal would switch off what was there. */
async function confirmAbsence(what: string, observe: () => Promise<FoundBefore>): Promise<FoundBefore> {
  return waitFor(`an answer about what was there before (${what})`, observe, ({ exists }) => exists, confirmationWait);
}

/** Nothing is known of the settings if the gateway has several objects, because the stack manages one. */
async function observeGatewaySettings(client: GatewayClient, type: ConsoleSettingsType): Promise<FoundBefore> {
  const objects: Pick<GatewayObjects<object>, "list"> = gatewayObjects[type](client);
  const [only, ...others] = await objects.list();
  if (only === undefined) return { exists: false };
  return { exists: true, ...(others.length === 0 ? { settings: asState(only.settings) } : {}) };
}
