import { canonicalJson } from "../../domain";
import { deleteObject, getObject, type GraphObject } from "../../services/graph/objects";
import { createGraphService } from "../configuration";
import type { Handler, State } from "../handler";
import { removeObject } from "../object-removal";
import { asState, keepProvider, PartialFailure, withoutProvider } from "../state";
import { findFailures, isUnknown } from "../unknown-values";
import { bringTo, NotAsWanted } from "./bringing";
import { createOrAdopt, type Found } from "./creating";
import { comparable, handlingOf, inputSchema, inputsIn, settingsOf, withDefaults } from "./inputs";
import type { GraphObjectKind } from "./kind";

/** An object in Intune of one kind: created or taken over, kept as declared, and removed as declared. */
export function createGraphObjectHandler<Settings extends object>(kind: GraphObjectKind<Settings>): Handler {
  const service = createGraphService();
  const schema = inputSchema(kind);
  return {
    configure({ config }) {
      service.configure(config);
      return Promise.resolve();
    },

    check(_olds, news) {
      const inputs = withDefaults(kind, withoutProvider(news));
      return Promise.resolve({ inputs, failures: [...findFailures(schema, inputs), ...service.failures()] });
    },

    diff(_id, olds, news) {
      const [before, after] = [inputsIn(kind, olds), inputsIn(kind, news)];
      const replaces = kind.fixed.filter(
        (setting) => !isUnknown(after[setting]) && canonicalJson(before[setting]) !== canonicalJson(after[setting]),
      );
      return Promise.resolve({
        changes: replaces.length > 0 || comparable(kind, olds) !== comparable(kind, news),
        replaces,
        // Both would have the same name, and the second create would find the first.
        deleteBeforeReplace: replaces.length > 0,
      });
    },

    async create(inputs) {
      const settings = settingsOf(kind, inputs);
      const found = await createOrAdopt(kind, service.client(), settings, handlingOf(inputs).adopt);
      return { id: found.object.id, outs: await bring(inputs, settings, found) };
    },

    async read(id, props) {
      const declared = settingsOf(kind, props);
      const object = await getObject(service.client(), kind.collection(declared), id);
      if (object === undefined) return {};
      const inputs = { ...handlingOf(props), ...asState(declaredForm(kind, declared, object)) };
      const outs = { ...inputs, ...outputsOf(kind, { object, adopted: props.adopted === true }) };
      return { id, props: keepProvider(props, outs), inputs: keepProvider(props, inputs) };
    },

    async update(id, olds, news) {
      const settings = settingsOf(kind, news);
      const collection = kind.collection(settings);
      const object = await getObject(service.client(), collection, id);
      if (object === undefined) {
        throw new Error(
          `${collection.what} ${id} is no longer in Intune. Run pulumi refresh, which takes it out of the state, then pulumi up, which creates it anew.`,
        );
      }
      await kind.prepare?.(service.client(), settings, object);
      return { outs: await bring(news, settings, { object, adopted: olds.adopted === true }) };
    },

    async delete(id, props) {
      const settings = settingsOf(kind, props);
      const collection = kind.collection(settings);
      await removeObject(
        {
          name: `${kind.type}: "${kind.nameOf(settings)}" (${id})`,
          what: `${collection.what} ${id}`,
          whereInConsole: kind.whereInConsole,
          look: () => getObject(service.client(), collection, id),
          delete: () => deleteObject(service.client(), collection, id),
        },
        handlingOf(props),
        props.adopted === true,
      );
    },
  };

  async function bring(inputs: State, settings: Settings, { object, adopted }: Found): Promise<State> {
    try {
      const brought = await bringTo(kind, service.client(), settings, object);
      return { ...inputs, ...outputsOf(kind, { object: brought, adopted }) };
    } catch (error) {
      // What exists is recorded as it is, so that the next run sees what is left to do and does not create it again.
      const seen = error instanceof NotAsWanted && error.seen !== undefined ? error.seen : object;
      const recorded = { ...handlingOf(inputs), ...asState(declaredForm(kind, settings, seen)) };
      const outs = { ...recorded, ...outputsOf(kind, { object: seen, adopted }) };
      throw new PartialFailure(object.id, keepProvider(inputs, outs), error);
    }
  }
}

/** The settings as Graph has them, each in the form in which it was declared where both mean the same. */
function declaredForm<Settings extends object>(
  kind: GraphObjectKind<Settings>,
  declared: Settings,
  object: GraphObject,
): object {
  const seen = Object.entries(kind.settingsIn(declared, object));
  const before = new Map<string, unknown>(Object.entries(declared));
  const same = kind.parts
    .filter((part) => part.seen(object, declared) === part.wanted(declared))
    .flatMap((part): readonly string[] => part.settings);
  return Object.fromEntries(
    seen.map(([setting, value]) => [setting, same.includes(setting) ? before.get(setting) : value]),
  );
}

function outputsOf<Settings extends object>(kind: GraphObjectKind<Settings>, { object, adopted }: Found): State {
  return { objectId: object.id, adopted, ...kind.observed?.(object) };
}
