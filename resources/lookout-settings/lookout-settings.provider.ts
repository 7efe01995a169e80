import { ConfigurationMode, ConsoleStatus } from "../../model/configuration-mode";
import { foundBeforeShape } from "../../model/ownership";
import { canonicalJson, revisionOf } from "../../model/revision";
import { createGatewayService } from "../provider/provider-configuration";
import type { ResourceProvider, State } from "../provider/provider";
import { log } from "../provider/diagnostics";
import { createResourceProvider } from "../provider/resource-provider";
import { asState, pick, withoutNulls } from "../provider/state";
import {
  lookoutSettingsOptionDefaults,
  lookoutSettingsOptions,
  type LookoutSettingsDefinition,
  type LookoutSettingsOptions,
} from "./lookout-settings.definition";
import { createGatewayTarget } from "./gateway-target";
import { recordConsole, type ConsoleRecord, type EarlierRecord } from "../../console/runbook/console-record";
import type { Acknowledgement } from "../../model/acknowledgement";
import { earlierRecord } from "./declared-record";

/** Creates the provider of a set of Lookout's settings. In console mode it sends nothing: state keeps the desired
 *  settings, the acknowledged ones, and the runbook from one to the other. In gateway mode the gateway applies them.
 *  Changing the mode is an update, never a replacement, because replacing the settings would interrupt the
 *  integration. */
export function createLookoutSettingsProvider<Settings extends object>(
  definition: LookoutSettingsDefinition<Settings>,
): ResourceProvider {
  const { type, id, form } = definition;
  const gateway = createGatewayProvider(definition);
  const isConsole = (state: State) => optionsOf(state).mode === ConfigurationMode.Console;
  const unchanged = "nothing is changed in Lookout";
  const removalEffect = `${unchanged}; to give these settings up, ${form.undo}`;
  const inConsole = (inputs: State, olds?: State) => ({
    ...inputs,
    removalEffect,
    ...consoleOutputs(definition, settingsOf(definition, inputs), optionsOf(inputs).acknowledgement, olds),
  });
  return {
    ...gateway,

    create: async (inputs) => (isConsole(inputs) ? { id, outs: inConsole(inputs) } : gateway.create(inputs)),

    async read(_id, props) {
      const read = isConsole(props) ? { id, props } : await gateway.read(id, props);
      const warning = read.props && definition.warningOf?.(settingsOf(definition, read.props));
      if (warning !== undefined) log(`${type}: ${warning}`);
      return read;
    },

    async update(_id, olds, news) {
      if (!isConsole(news)) return gateway.update(id, olds, news);
      return { outs: inConsole(news, isConsole(olds) ? olds : undefined) };
    },

    async delete(_id, props) {
      if (!isConsole(props)) return gateway.delete(id, props);
      log(`${type}: ${removalEffect}.`);
    },

    describeRemoval: (props) =>
      isConsole(props) ? { action: "keep", effect: unchanged, byHand: form.undo } : gateway.describeRemoval(props),

    previewRemoval: (id, props) =>
      isConsole(props) || gateway.previewRemoval === undefined
        ? Promise.resolve({ exists: undefined, changes: [] })
        : gateway.previewRemoval(id, props),
  };
}

function createGatewayProvider<Settings extends object>(
  definition: LookoutSettingsDefinition<Settings>,
): ResourceProvider {
  return createResourceProvider({
    type: definition.type,
    createService: createGatewayService,
    needsService: ({ mode }) => mode === ConfigurationMode.Gateway,
    schema: definition.schema.extend(lookoutSettingsOptions),
    applyDefaults: (inputs) => ({ ...lookoutSettingsOptionDefaults, ...definition.defaults, ...inputs }),
    ignored: Object.keys(foundBeforeShape),
    // Gateway mode ignores the acknowledgement.
    comparable: (desired: Settings & LookoutSettingsOptions) => {
      const { mode, adopt, acknowledgement } = desired;
      const settings = settingsOf(definition, desired);
      return { settings, mode, adopt, ...(mode === ConfigurationMode.Console ? { acknowledgement } : {}) };
    },
    target: (client, desired) =>
      createGatewayTarget(definition, client, settingsOf(definition, desired), desired.foundBefore),
    adopts: ({ adopt }) => adopt,
    resourceId: () => definition.id,
    objectId: ({ remoteId }) => (typeof remoteId === "string" ? remoteId : undefined),
    fromActual: (desired, { settings }) => ({ ...desired, ...fromActual(definition, desired, settings) }),
    outputs({ id, actual, adopted }, desired) {
      const settings = actual === undefined ? settingsOf(definition, desired) : definition.normalize(actual.settings);
      return {
        ...asState(definition.describe?.(settings) ?? {}),
        revision: revisionOf(settings),
        consoleStatus: null,
        pendingSince: null,
        consoleTask: null,
        runbook: null,
        acknowledgedSettings: null,
        pendingSettings: [],
        remoteId: id,
        adopted,
      };
    },
    removal(_desired, { adopted, settingsBefore, remoteId }) {
      const name = `${definition.title} (${String(remoteId)})`;
      if (adopted !== true)
        return { action: "delete", effect: `${name}, which this stack created, is deleted by the gateway` };
      return {
        action: "leave",
        effect: `${name}, which this stack adopted, is restored to the settings that it had`,
        target: (client) => createGatewayTarget(definition, client, settingsOf(definition, settingsBefore as object)),
      };
    },
  });
}

/** The normalized settings in a state. They were checked before they were stored. */
function settingsOf<Settings extends object>(definition: LookoutSettingsDefinition<Settings>, state: object): Settings {
  const known = withoutNulls(pick(state as State, Object.keys(definition.schema.shape)));
  return definition.normalize({ ...definition.defaults, ...known } as unknown as Settings);
}

function optionsOf(state: State): LookoutSettingsOptions {
  return { ...lookoutSettingsOptionDefaults, ...pick(state, Object.keys(lookoutSettingsOptions)) };
}

/** The actual settings, each in the declared spelling if it means the same. */
function fromActual<Settings extends object>(
  definition: LookoutSettingsDefinition<Settings>,
  declared: Settings,
  actual: Settings,
): object {
  const desired = new Map<string, unknown>(Object.entries(settingsOf(definition, declared)));
  const written = new Map<string, unknown>(Object.entries(declared));
  return Object.fromEntries(
    Object.entries(definition.normalize(actual)).map(([setting, value]) => {
      const isSame = canonicalJson(desired.get(setting)) === canonicalJson(value);
      return [setting, isSame ? written.get(setting) : value];
    }),
  );
}

/** The outputs in console mode: the acknowledged settings, and the runbook from there to the desired settings. `olds`
 *  is the previous state; undefined before the creation. */
function consoleOutputs<Settings extends object>(
  definition: LookoutSettingsDefinition<Settings>,
  settings: Settings,
  acknowledgement: Acknowledgement | undefined,
  olds?: State,
): State {
  const earlier = olds === undefined ? undefined : earlierRecord(definition, olds);
  const record = recordConsole(definition.form, settings, acknowledgement, new Date(), earlier);
  if (earlier !== undefined) logTimeNotKept(definition, earlier, record);
  return { ...asState({ ...definition.describe?.(settings), ...record }), remoteId: null };
}

/** Logs that the waiting time is unknown, because an older release created the revision. */
function logTimeNotKept<Settings extends object>(
  { type }: LookoutSettingsDefinition<Settings>,
  earlier: EarlierRecord<Settings>,
  {
    revision,
    consoleStatus,
    pendingSince,
  }: Pick<ConsoleRecord<Settings>, "revision" | "consoleStatus" | "pendingSince">,
): void {
  if (consoleStatus !== ConsoleStatus.AwaitingConsole) return;
  if (earlier.revision !== revision || earlier.pendingSince !== undefined) return;
  log(
    `${type}: an older release requested revision ${revision} and did not record when. It counts as pending since ${String(pendingSince)}.`,
  );
}
