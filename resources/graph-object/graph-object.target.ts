import type { GraphClient } from "../../clients/graph/graph-client";
import {
  createObject,
  deleteObject,
  findObjectsByName,
  getObject,
  listObjects,
  patchObject,
  type GraphObject,
  type SimilarObject,
} from "../../clients/graph/graph-objects";
import { findNameProblem } from "../../model/group-names";
import { quoteName } from "../../model/hidden-characters";
import { describeNameDifference, quoteDifferent } from "../../model/name-comparison";
import { Claim, type Candidate, type Target } from "../provider/target";
import { findChanges, type GraphChange } from "./changes";
import type { GraphObjectDefinition } from "./graph-object.definition";
import { captureObject } from "./captured-object";
import { marked, markOf } from "./mark";

/** How an object is found and marked. */
interface GraphTargetOptions {
  /** The owner that the mark of a new object names. Default: no mark. */
  readonly owner?: string | undefined;
  /** The id of the object to adopt, whatever its name. Otherwise the object is found by its name. */
  readonly adopt?: boolean | string | undefined;
}

/** An object in Intune, identified by its name, or by the id that `adopt` names. We never create a second object with
 *  the same name: an existing one is adopted, or the creation fails. */
export function createGraphTarget<Settings extends object>(
  definition: GraphObjectDefinition<Settings>,
  graph: GraphClient,
  settings: Settings,
  { owner, adopt: adopted }: GraphTargetOptions = {},
): Target<GraphObject, GraphChange<Settings>> {
  const collection = definition.collection(settings);
  const name = definition.nameOf(settings);
  const quoted = quoteName(name);
  const what = (id: string) => `${collection.what} ${quoted} (id ${id})`;

  async function findById(id: string): Promise<Candidate<GraphObject>> {
    const object = await getObject(graph, collection, id);
    const type = object?.["@odata.type"] ?? collection.odataType;
    if (object !== undefined && type === collection.odataType)
      return { id: object.id, actual: object, claim: Claim.Named };
    const found = object === undefined ? "Intune has no such object" : `that object is a ${type}`;
    throw new Error(
      `adopt names ${collection.what} ${id}, but ${found}, and nothing was created. Take the id from ${definition.locationInConsole} ` +
        "or from lookout-intune import-existing.",
    );
  }

  /** People take such a name for the declared one, so a second object would be a mistake. */
  function refuseSimilar(objects: readonly SimilarObject[]): string {
    const type = collection.what.replace(/^the /, "");
    const shown = new Set(objects.map(({ difference }) => quoteDifferent(name, difference)));
    const names = objects.map(
      ({ object: { id, displayName }, difference }) =>
        `${quoteDifferent(displayName ?? "", difference)} (id ${id}: ${describeNameDifference(difference)})`,
    );
    return (
      `Intune has no ${type} named ${[...shown].join(", that is ")}, but ${names.join(", ")}, and nothing was created. ` +
      "Set adopt to that id to adopt it, or choose another displayName."
    );
  }

  /** `adopt` allows any name that exists. Nothing exists, and a new object may not have it. */
  function refuseName(problem: string): string {
    return `Intune has no ${collection.what.replace(/^the /, "")} named ${quoted}, and none is created, because ${problem}.`;
  }

  return {
    words: {
      service: "Intune",
      what,
      title: (id) => `${quoted} (${id})`,
      gone: (id) => `${what(id)} is no longer in Intune`,
      advice: `check it in ${definition.locationInConsole}, then run this again`,
    },

    async find() {
      if (typeof adopted === "string") return [await findById(adopted)];
      const { exact, similar } = await findObjectsByName(graph, collection, name);
      if (exact.length === 0 && similar.length > 0) throw new Error(refuseSimilar(similar));
      const problem = exact.length === 0 ? findNameProblem(name, "new") : undefined;
      if (problem !== undefined) throw new Error(refuseName(problem));
      return exact.map((object) => {
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
        ? `Intune has ${candidates.length} objects named ${quoted} (ids ${ids}), so it is unclear which one to adopt. ` +
            `Set adopt to the id of one, or rename or delete the others in ${definition.locationInConsole}, then run this again.`
        : `Intune already has ${collection.what} named ${quoted} (id ${ids}), and nothing was created. Set adopt: true to adopt it, ` +
            "or choose another displayName.";
    },

    prepare: (actual) => definition.prepare?.(graph, settings, actual),

    async create() {
      const body = { ...definition.properties(settings), ...definition.creation?.(settings) };
      return { id: await createObject(graph, collection, marked(definition, body, owner, true)) };
    },

    read: (id) => getObject(graph, collection, id),

    isListed: async (id) => (await listObjects(graph, collection)).some((object) => object.id === id),

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
