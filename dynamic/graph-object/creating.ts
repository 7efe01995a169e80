import type { GraphClient } from "../../services/graph/client";
import { createObject, findObjectsByName, getObject, type GraphObject } from "../../services/graph/objects";
import { ServiceError } from "../../services/http/service-error";
import { lookUntil } from "../pauses";
import type { GraphObjectKind } from "./kind";

/** An object to bring to the settings, and whether it was there before. */
export interface Found {
  readonly object: GraphObject;
  readonly adopted: boolean;
}

/** Takes over the object of this name if told to, or creates it. Refuses to do either when the name is taken and nobody
 *  said what to do: two objects of one name, of which one is managed, are what nobody wants. */
export async function createOrAdopt<Settings extends object>(
  kind: GraphObjectKind<Settings>,
  graph: GraphClient,
  settings: Settings,
  adopt: boolean,
): Promise<Found> {
  const collection = kind.collection(settings);
  const name = kind.nameOf(settings);
  const [first, ...others] = await findObjectsByName(graph, collection, name);
  if (first === undefined) {
    await kind.prepare?.(graph, settings, undefined);
    return { object: await create(kind, graph, settings), adopted: false };
  }
  if (!adopt) {
    throw new Error(
      `Intune has ${collection.what} named "${name}" already (id ${[first, ...others].map(({ id }) => id).join(", ")}), and nothing was created. ` +
        "Set adopt: true to take it over, also after a run that was broken off while creating it, or choose another displayName.",
    );
  }
  if (others.length > 0) {
    throw new Error(
      `Intune has ${others.length + 1} objects named "${name}" where one is to be adopted (ids ${[first, ...others].map(({ id }) => id).join(", ")}). ` +
        `Rename or delete the others in ${kind.whereInConsole}, then run again.`,
    );
  }
  const object = await getObject(graph, collection, first.id);
  if (object === undefined)
    throw new Error(`${collection.what} "${name}" disappeared while it was taken over; run again.`);
  await kind.prepare?.(graph, settings, object);
  return { object, adopted: true };
}

async function create<Settings extends object>(
  kind: GraphObjectKind<Settings>,
  graph: GraphClient,
  settings: Settings,
): Promise<GraphObject> {
  const collection = kind.collection(settings);
  const id = await createOnce(kind, graph, settings);
  // A failure of the read must not lose the id: what was created is in the answer already.
  const seen = await lookUntil(
    () => getObject(graph, collection, id),
    (found) => found !== undefined,
    6,
    1000,
  ).catch(() => undefined);
  return seen ?? { id };
}

/** A creation whose answer was lost may have happened: it is looked for before it is called failed. */
async function createOnce<Settings extends object>(
  kind: GraphObjectKind<Settings>,
  graph: GraphClient,
  settings: Settings,
): Promise<string> {
  const collection = kind.collection(settings);
  try {
    return await createObject(graph, collection, { ...kind.properties(settings), ...kind.creation?.(settings) });
  } catch (error) {
    if (!(error instanceof ServiceError) || !error.mayHaveHappened) throw error;
    const look = () => findObjectsByName(graph, collection, kind.nameOf(settings));
    const [found, ...others] = await lookUntil(look, (seen) => seen.length > 0, 4, 1000).catch(() => []);
    if (found === undefined || others.length > 0) throw error;
    return found.id;
  }
}
