import {
  canonicalJson,
  ConfigurationMode,
  ConsoleStatus,
  earlierRecord,
  recordConsole,
  revisionOf,
  type ConsoleRecord,
  type EarlierRecord,
} from "../../domain";
import { createGatewayService } from "../configuration";
import type { Handler, State } from "../handler";
import { tell } from "../progress";
import { asState, isPresent, PartialFailure, pick, withoutProvider } from "../state";
import { findFailures } from "../unknown-values";
import { createOrAdopt, deleteAndVerify, NotVerified, replaceAndVerify } from "./gateway-mode";
import { handlingOf, inputSchema, settingsOf, withDefaults } from "./inputs";
import type { GatewayObjects, LookoutSettingsKind } from "./kind";

/** Lookout's settings of one kind. In console mode nothing is sent: the resource keeps what is wanted, what was
 *  acknowledged, and the runbook between the two. In gateway mode the gateway applies them. Changing the mode is an
 *  update, never a replacement: the integration is live, and deleting and making it again would take it down. */
export function createLookoutSettingsHandler<Settings extends object>(kind: LookoutSettingsKind<Settings>): Handler {
  const service = createGatewayService();
  const objects = () => kind.gateway(service.client());
  const schema = inputSchema(kind);
  return {
    configure({ config }) {
      service.configure(config);
      return Promise.resolve();
    },

    check(_olds, news) {
      const inputs = withDefaults(kind, withoutProvider(news));
      const failures = findFailures(schema, inputs);
      return Promise.resolve({
        inputs,
        failures: inputs.mode === ConfigurationMode.Gateway ? [...failures, ...service.failures()] : failures,
      });
    },

    diff(_id, olds, news) {
      return Promise.resolve({ changes: comparable(kind, olds) !== comparable(kind, news) });
    },

    async create(inputs) {
      return { id: kind.id, outs: await enter(kind, objects, inputs) };
    },

    async read(id, props) {
      if (handlingOf(props).mode === ConfigurationMode.Console) {
        warn(kind, settingsOf(kind, props));
        return { id, props };
      }
      const found = await find(objects(), props);
      if (found === undefined) return {};
      warn(kind, found.settings);
      const inputs = { ...withoutOutputs(kind, props), ...asDeclared(kind, props, found.settings) };
      return { id, props: { ...inputs, ...gatewayOutputs(kind, inputs, found.remoteId) }, inputs };
    },

    async update(_id, olds, news) {
      if (handlingOf(news).mode === ConfigurationMode.Console) {
        const wasConsole = handlingOf(olds).mode === ConfigurationMode.Console;
        return { outs: { ...news, ...consoleOutputs(kind, news, wasConsole ? olds : undefined) } };
      }
      return { outs: await enter(kind, objects, news, olds) };
    },

    async delete(_id, props) {
      if (handlingOf(props).mode === ConfigurationMode.Console) {
        tell(`${kind.type}: nothing was changed in Lookout. To give these settings up, ${kind.form.undo}.`);
        return;
      }
      const { remoteId } = props;
      if (typeof remoteId === "string") await deleteAndVerify(kind, objects(), remoteId);
    },
  };
}

/** Brings the settings to where the mode says, for the first time or over what the gateway has. */
async function enter<Settings extends object>(
  kind: LookoutSettingsKind<Settings>,
  objects: () => GatewayObjects<Settings>,
  inputs: State,
  olds: State = {},
): Promise<State> {
  const { mode, adopt } = handlingOf(inputs);
  if (mode === ConfigurationMode.Console) return { ...inputs, ...consoleOutputs(kind, inputs) };
  const settings = settingsOf(kind, inputs);
  try {
    const { remoteId } = olds;
    if (typeof remoteId !== "string") {
      return { ...inputs, ...gatewayOutputs(kind, inputs, await createOrAdopt(kind, objects(), settings, adopt)) };
    }
    await replaceAndVerify(kind, objects(), remoteId, settings);
    return { ...inputs, ...gatewayOutputs(kind, inputs, remoteId) };
  } catch (error) {
    if (!(error instanceof NotVerified)) throw error;
    const seen = (error as NotVerified<Settings>).seen;
    const properties = seen === undefined ? inputs : { ...inputs, ...asDeclared(kind, inputs, seen) };
    throw new PartialFailure(kind.id, { ...properties, ...gatewayOutputs(kind, properties, error.remoteId) }, error);
  }
}

function warn<Settings extends object>({ type, warningOf }: LookoutSettingsKind<Settings>, settings: Settings): void {
  const warning = warningOf?.(settings);
  if (warning !== undefined) tell(`${type}: ${warning}`);
}

async function find<Settings extends object>(objects: GatewayObjects<Settings>, props: State) {
  const { remoteId } = props;
  if (typeof remoteId !== "string") return undefined;
  const settings = await objects.get(remoteId);
  return settings === undefined ? undefined : { remoteId, settings };
}

function gatewayOutputs<Settings extends object>(
  kind: LookoutSettingsKind<Settings>,
  inputs: State,
  remoteId: string,
): State {
  const settings = settingsOf(kind, inputs);
  return {
    ...described(kind, settings),
    revision: revisionOf(settings),
    consoleStatus: null,
    pendingSince: null,
    consoleTask: null,
    runbook: null,
    acknowledgedSettings: null,
    pendingSettings: [],
    remoteId,
  };
}

function consoleOutputs<Settings extends object>(
  kind: LookoutSettingsKind<Settings>,
  inputs: State,
  olds?: State,
): State {
  const settings = settingsOf(kind, inputs);
  const { acknowledgement } = handlingOf(inputs);
  const earlier = olds === undefined ? undefined : earlierRecord(kind, olds);
  const record = recordConsole(kind.form, settings, acknowledgement, new Date(), earlier);
  if (earlier !== undefined) tellTimeNotKept(kind, earlier, record);
  return { ...described(kind, settings), ...asState(record), remoteId: null };
}

/** A revision that an older release asked for waits for longer than is known. */
function tellTimeNotKept<Settings extends object>(
  { type }: LookoutSettingsKind<Settings>,
  earlier: EarlierRecord<Settings>,
  {
    revision,
    consoleStatus,
    pendingSince,
  }: Pick<ConsoleRecord<Settings>, "revision" | "consoleStatus" | "pendingSince">,
): void {
  if (consoleStatus !== ConsoleStatus.AwaitingConsole) return;
  if (earlier.revision !== revision || earlier.pendingSince !== undefined) return;
  tell(
    `${type}: the release that first asked for revision ${revision} did not keep when that was. From now on it counts as waiting since ${String(pendingSince)}.`,
  );
}

function described<Settings extends object>(kind: LookoutSettingsKind<Settings>, settings: Settings): State {
  return kind.describe === undefined ? {} : asState(kind.describe(settings));
}

/** What decides whether something changed: outputs, and the acknowledgement in gateway mode, do not. */
function comparable<Settings extends object>(kind: LookoutSettingsKind<Settings>, state: State): string {
  const { mode, adopt, acknowledgement } = handlingOf(state);
  const settings = settingsLoosely(kind, state);
  return canonicalJson({
    settings,
    mode,
    adopt,
    acknowledgement: mode === ConfigurationMode.Console ? acknowledgement : undefined,
  });
}

/** In a preview any value may be unknown, and so have another type than the normal form expects. */
function settingsLoosely<Settings extends object>(kind: LookoutSettingsKind<Settings>, state: State): unknown {
  const known = withDefaults(kind, state);
  const values = Object.fromEntries(Object.keys(kind.schema.shape).map((key) => [key, known[key]]));
  return kind.schema.safeParse(values).success ? settingsOf(kind, state) : values;
}

/** The settings found, in the form in which they were declared where both mean the same. */
function asDeclared<Settings extends object>(
  kind: LookoutSettingsKind<Settings>,
  declared: State,
  found: Settings,
): State {
  const [wanted, seen] = [settingsOf(kind, declared), kind.normalise(found)] as Record<string, unknown>[];
  return pick(
    Object.fromEntries(
      Object.entries(seen ?? {}).map(([property, value]) =>
        canonicalJson(wanted?.[property]) === canonicalJson(value) ? [property, declared[property]] : [property, value],
      ),
    ),
    Object.keys(kind.schema.shape),
  );
}

function withoutOutputs<Settings extends object>(kind: LookoutSettingsKind<Settings>, props: State): State {
  const inputNames = [...Object.keys(inputSchema(kind).shape), "__provider"];
  return Object.fromEntries(
    Object.entries(props).filter(([key, value]) => inputNames.includes(key) && isPresent(value)),
  );
}
