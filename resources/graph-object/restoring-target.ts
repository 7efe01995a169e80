import { settingsByProperty } from "../../model/managed-property";
import { isMap } from "../../model/maps";
import { canonicalJson } from "../../model/revision";
import type { GraphClient } from "../../clients/graph/graph-client";
import { patchObject, type GraphObject } from "../../clients/graph/graph-objects";
import type { Change, Target } from "../provider/target";
import { actionName, captureObject, type CapturedObject } from "./captured-object";
import type { GraphObjectDefinition } from "./graph-object.definition";
import { createGraphTarget } from "./graph-object.target";

type Restoration = Change & { readonly restore: (object: GraphObject) => Promise<void> };

/** Restores an object to what it was when this stack adopted it. */
export function createRestoringTarget<Settings extends object>(
  definition: GraphObjectDefinition<Settings>,
  graph: GraphClient,
  settings: Settings,
  found: CapturedObject,
): Target<GraphObject, Restoration> {
  const collection = definition.collection(settings);
  const target = createGraphTarget(definition, graph, settings);
  const settingOf = settingsByProperty(definition.schema);
  return {
    words: target.words,
    find: () => Promise.resolve([]),
    read: (id) => target.read(id),
    isListed: target.isListed,

    changes(actual) {
      const now = captureObject(definition, actual);
      const isSame = (a: unknown, b: unknown) => unordered(a ?? null) === unordered(b ?? null);
      const properties = Object.entries(found.properties).filter(
        ([property, value]) => !isSame(now.properties[property], value),
      );
      const patch: Restoration = {
        settings: [...new Set(properties.map(([property]) => settingOf[property] ?? property))],
        difference: `${properties.map(([property]) => property).join(", ")} was not restored to what it was`,
        restore: ({ id }) => patchObject(graph, collection, id, Object.fromEntries(properties)),
      };
      const actions = definition.actions
        .filter((action) => !isSame(now.actions[actionName(action)], found.actions[actionName(action)]))
        .map((action): Restoration => ({
          settings: action.settings,
          difference: `${action.settings.join(" and ")} was not restored to what it was`,
          restore: (object) =>
            action.restore({ graph, collection, id: object.id }, found.actions[actionName(action)], object),
        }));
      return [...(properties.length === 0 ? [] : [patch]), ...actions];
    },

    write: ({ restore }, actual) => restore(actual),
  };
}

/** A text that is equal for equal content, whatever the order of lists: Graph keeps none. */
function unordered(value: unknown): string {
  return canonicalJson(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sorted(one)])) : value;
}
