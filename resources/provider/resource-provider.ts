import { canonicalJson } from "../../model/revision";
import type { RemovalNotice, ResourceProvider, State } from "./provider";
import { changesOfSettings, splitAdoption, type AdoptableObject } from "./adoption";
import { log, logPlan } from "./diagnostics";
import { asState, isPresent, keepProvider, pick, withoutNulls, withoutProvider } from "./state";
import { findFailures, isUnknown } from "./unknown-values";
import type { ResourceDefinition } from "./resource-definition";
import { IncompleteUpdateError, type KnownObject } from "./incomplete-update-error";
import { createOrAdopt, findAdoption, leave, readConfirmed, reconcile, remove } from "./reconcile";
import { withTenant } from "./tenant";

/** The given inputs that changed to a known value. */
export function changedAmong<Desired extends object>(inputs: readonly (keyof Desired & string)[]) {
  return (before: Desired, after: Desired): string[] =>
    inputs.filter((input) => !isUnknown(after[input]) && canonicalJson(before[input]) !== canonicalJson(after[input]));
}

const nothingToRemove = "nothing changes, because there is no object yet";

/** Whether the release that wrote a state did not yet record what removal does. */
function isOfOlderRelease(state: State): boolean {
  return !("removalEffect" in state);
}

/** Creates the provider of a resource from its definition; it implements every call of the engine. */
export function createResourceProvider<Client, Desired extends object, Actual>(
  definition: ResourceDefinition<Client, Desired, Actual>,
): ResourceProvider {
  const { type, schema, awaited } = definition;
  const service = definition.createService();
  const inputNames = Object.keys(schema.shape);
  const applyDefaults = (inputs: State) =>
    definition.applyDefaults(Object.fromEntries(Object.entries(inputs).filter(([, value]) => isPresent(value))));
  // Inputs were checked before they were stored.
  const parse = (inputs: State) => applyDefaults(withoutNulls(pick(inputs, inputNames))) as Desired;
  const parseRecorded = (state: State) => parse(withoutFormerDefaults(state));
  const targetOf = (desired: Desired, state: State = {}) => definition.target(service.client(), desired, state);
  const objectIdOf = (id: string, state: State) =>
    definition.objectId === undefined ? id : definition.objectId(state);

  const provider: ResourceProvider = {
    configure({ config }) {
      service.configure(config);
      return Promise.resolve();
    },

    check(olds, news) {
      const { inputs: declared, line } = splitAdoption(withoutProvider(olds), withoutProvider(news));
      if (line !== undefined && !isUnknown(line)) logPlan(`${type}: ${line}`);
      const given = applyDefaults(declared);
      const { inputs, failures } = definition.check?.(given) ?? {
        inputs: given,
        failures: findFailures(schema, given),
      };
      const ofService = (definition.needsService?.(inputs) ?? true) ? service.failures() : [];
      return Promise.resolve({ inputs, failures: [...failures, ...ofService] });
    },

    diff(_id, olds, news) {
      const [before, after] = [parseRecorded(olds), parse(news)];
      const replaces = definition.replaces?.(before, after, olds) ?? [];
      const isPending = awaited?.isPending(olds) ?? false;
      return Promise.resolve({
        changes: replaces.length > 0 || isPending || comparable(before, news) !== comparable(after, news),
        replaces,
        deleteBeforeReplace: replaces.length > 0 && (definition.deleteBeforeReplace?.(before, after) ?? false),
      });
    },

    async create(inputs) {
      const desired = parse(inputs);
      return record(inputs, desired, () => createOrAdopt(targetOf(desired), definition.adopts(desired)));
    },

    async read(id, props) {
      const desired = parseRecorded(props);
      const objectId = objectIdOf(id, props);
      const actual = objectId === undefined ? undefined : await readConfirmed(targetOf(desired, props), objectId);
      const known = { id: objectId ?? id, actual, adopted: props.adopted === true };
      if (awaited?.isPending(props) === true || (actual === undefined && awaited?.keepWhenMissing === true)) {
        return { id, props: withEffect({ ...props, ...definition.outputs({ ...known, pending: true }, desired) }) };
      }
      if (actual === undefined) return {};
      const inputs = asState(await definition.fromActual(desired, actual, props));
      const outputs = definition.outputs({ ...known, pending: false }, desired);
      // State of an older release stays recognizable until an update has recorded what is there.
      const state = { ...inputs, ...outputs, ...pick(props, ["settingsBefore"]) };
      const outs = isOfOlderRelease(props) ? state : withEffect(state);
      return { id, props: keepProvider(props, outs), inputs: keepProvider(props, inputs) };
    },

    async update(id, olds, news) {
      const desired = parse(news);
      const objectId = objectIdOf(id, olds);
      const known = { id: objectId ?? id, adopted: olds.adopted === true };
      // Once this resource has written to the object, it may change it without `adopt`.
      const isOwn = objectId !== undefined && (awaited?.isPending(olds) !== true || isPresent(olds.settingsBefore));
      // A creation that never showed may have reached nobody. It is repeated if the state's id does not change with it.
      const isToRepeat = olds.unconfirmed === true && definition.resourceId !== undefined;
      const act = () => {
        const target = targetOf(desired, olds);
        if (isOwn && awaited === undefined && !isToRepeat) return reconcile(target, known);
        return createOrAdopt(target, isOwn || definition.adopts(desired), isOwn);
      };
      const { outs } = await record(news, desired, act, id, isOwn ? olds : undefined);
      return { outs };
    },

    async delete(id, props) {
      const desired = parseRecorded(props);
      const objectId = objectIdOf(id, props);
      const removal = definition.removal(desired, props);
      log(`${type}: ${noticeOf(desired, props).effect}.`);
      if (objectId === undefined || removal === undefined) return;
      switch (removal.action) {
        case "keep":
          return;
        case "delete":
          return remove(targetOf(desired, props), objectId);
        case "leave":
          return leave(removal.target(service.client()), objectId);
      }
    },

    describeRemoval: (props) => noticeOf(parseRecorded(props), props),

    async previewRemoval(id, props) {
      const desired = parseRecorded(props);
      const objectId = objectIdOf(id, props);
      const removal = definition.removal(desired, props);
      if (objectId === undefined || removal === undefined) return { exists: undefined, changes: [] };
      const isLeft = removal.action === "leave";
      const target = isLeft ? removal.target(service.client()) : targetOf(desired, props);
      const actual = await target.read(objectId);
      if (actual === undefined || target.isDeleted?.(actual) === true) return { exists: false, changes: [] };
      return { exists: true, changes: isLeft ? target.changes(actual).flatMap(({ settings }) => settings) : [] };
    },

    async compare(inputs: State): Promise<AdoptableObject | undefined> {
      const desired = parse(inputs);
      const target = targetOf(desired);
      const found = await findAdoption(target, definition.adopts(desired));
      if (found === undefined) return undefined;
      const { id, actual, settings } = found;
      const actualSettings = await definition.fromActual(desired, actual, {});
      const title = (target.words.title ?? target.words.what)(id);
      return { id, title, changes: changesOfSettings(settings, actualSettings, desired) };
    },
  };
  return withTenant(type, provider, service, (inputs) => definition.needsService?.(inputs) ?? true);

  /** State in which a default of older releases counts as what it means now: not set. */
  function withoutFormerDefaults(state: State): State {
    const former = Object.entries(definition.formerDefaults ?? {}).filter(([key, value]) => state[key] === value);
    if (former.length === 0 || !isOfOlderRelease(state)) return state;
    return Object.fromEntries(Object.entries(state).filter(([key]) => !former.some(([name]) => name === key)));
  }

  /** Adds what removal will do, in words, so that state shows it before anybody removes anything. */
  function withEffect(state: State): State {
    return { ...state, removalEffect: noticeOf(parse(state), state).effect };
  }

  function noticeOf(desired: Desired, state: State): RemovalNotice {
    const removal = definition.removal(desired, state);
    if (removal === undefined || objectIdOf("", state) === undefined)
      return { action: "none", effect: nothingToRemove };
    return { action: removal.action, effect: removal.effect };
  }

  /** A text that is equal for equivalent inputs. In a preview, values may be unknown; an unknown value equals only
   *  itself. */
  function comparable(desired: Desired, after: State): string {
    const compared = Object.fromEntries(
      Object.entries(desired).filter(([input]) => definition.ignored?.includes(input) !== true),
    ) as Desired;
    const isKnown = definition.comparable !== undefined && schema.safeParse(compared).success;
    return canonicalJson(isKnown ? definition.comparable(compared, after) : compared);
  }

  /** Returns the state after an operation, including one that completed only in part. */
  async function record(
    inputs: State,
    desired: Desired,
    act: () => Promise<KnownObject<Actual> | undefined>,
    id = definition.resourceId?.(desired),
    olds?: State,
  ): Promise<{ readonly id: string; readonly outs: State }> {
    // What was there before the first write is remembered once.
    const remember = (object: KnownObject<Actual>) =>
      olds === undefined ? object : { ...object, adopted: olds.adopted === true, before: olds.settingsBefore };
    const complete = (outs: State, { before }: Pick<KnownObject<Actual>, "before">) =>
      withEffect(isPresent(before) ? { ...outs, settingsBefore: before } : outs);
    try {
      const object = remember((await act()) ?? { id: "", actual: undefined, adopted: false, pending: true });
      return { id: id ?? object.id, outs: complete({ ...inputs, ...definition.outputs(object, desired) }, object) };
    } catch (error) {
      if (!(error instanceof IncompleteUpdateError)) throw error;
      const object = remember((error as IncompleteUpdateError<Actual>).object);
      const outs = await describe(inputs, desired, object);
      const shown = object.actual === undefined ? { ...outs, unconfirmed: true } : outs;
      throw error.recordedAs(id ?? object.id, keepProvider(inputs, complete(shown, object)));
    }
  }

  /** The state for the actual object, or for the declared one if it could not be read. */
  async function describe(inputs: State, desired: Desired, object: KnownObject<Actual>): Promise<State> {
    try {
      const { actual, pending } = object;
      const isSettled = actual !== undefined && !pending;
      const found = isSettled ? asState(await definition.fromActual(desired, actual, inputs)) : inputs;
      return { ...found, ...definition.outputs(object, desired) };
    } catch {
      // The failure is already reported; this read only completes the record.
      return { ...inputs, ...definition.outputs({ ...object, actual: undefined }, desired) };
    }
  }
}
