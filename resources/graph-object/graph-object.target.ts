import type { GraphClient } from "../../clients/graph/graph-client";
import {
  createObject,
  deleteObject,
  findObjectsByName,
  getObject,
  patchObject,
  type GraphObject,
} from "../../clients/graph/graph-objects";
import { Claim, type Target } from "../provider/target";
import { findChanges, type GraphChange } from "./changes";
import type { GraphObjectDefinition } from "./graph-object.definition";
import { captureObject } from "./captured-object";
import { marked, markOf } from "./mark";

/** An object in Intune, identified by its name. We never create a second object with the same name: an existing one
 *  is adopted, or the creation fails. */
export function createGraphTarget<Settings extends object>(
  definition: GraphObjectDefinition<Settings>,
  graph: GraphClient,
  settings: Settings,
  owner?: string,
): Target<GraphObject, GraphChange<Settings>> {
  const collection = definition.collection(settings);
  const name = definition.nameOf(settings);
  const what = (id: string) => `${collection.what} "${name}" (id ${id})`;
  return {
    words: {
      service: "Intune",
      what,
      gone: (id) => `${what(id)} is no longer in Intune`,
      advice: `look at it in ${definition.locationInConsole}, then run again`,
    },

    async find() {
      const objects = await findObjectsByName(graph, collection, name);
      return objects.map((object) => {
        const isOwn = owner !== undefined && markOf(definition, object) === owner;
        return isOwn
          ? {
              id: object.id,
              claim: Claim.Own,
              note: `${what(object.id)} was created by an interrupted run of this stack; it is continued with.`,
            }
          : { id: object.id, claim: Claim.Named };
      });
    },

    refusal(candidates, adopt) {
      const ids = candidates.map(({ id }) => id).join(", ");
      return adopt
        ? `Intune has ${candidates.length} objects named "${name}" where one is to be adopted (ids ${ids}). ` +
            `Rename or delete the others in ${definition.locationInConsole}, then run again.`
        : `Intune has ${collection.what} named "${name}" already (id ${ids}), and nothing was created. Set adopt: true to take it ` +
            "over, or choose another displayName.";
    },

    prepare: (actual) => definition.prepare?.(graph, settings, actual),

    async create() {
      const body = { ...definition.properties(settings), ...definition.creation?.(settings) };
      return { id: await createObject(graph, collection, marked(definition, body, owner, true)) };
    },

    read: (id) => getObject(graph, collection, id),

    capture: (actual) => captureObject(definition, actual),

    changes: (actual) => findChanges(definition, settings, actual),

    async write(change, actual) {
      const { id } = actual;
      if ("properties" in change) {
        return patchObject(graph, collection, id, marked(definition, change.properties, markOf(definition, actual)));
      }
      await definition.untilReady?.(() => getObject(graph, collection, id));
      await change.action.write({ graph, collection, id }, settings, actual);
    },

    delete: (id) => deleteObject(graph, collection, id),
  };
}
