import { canonicalJson, settingsByProperty } from "../../domain";
import type { GraphClient } from "../../services/graph/client";
import { getObject, patchObject, type GraphObject } from "../../services/graph/objects";
import { ServiceError } from "../../services/http/service-error";
import { lookUntil } from "../pauses";
import { messageOf } from "../state";
import type { GraphObjectKind, GraphObjectPart } from "./kind";

/** The object may have been changed, but it is not known to be as wanted. */
export class NotAsWanted extends Error {
  override readonly name = "NotAsWanted";

  constructor(
    message: string,
    /** The object as it was last seen; undefined when it was not seen since its creation. */
    readonly seen: GraphObject | undefined,
  ) {
    super(message);
  }
}

/** What bringing an object to its settings needs of its kind. */
export type BroughtKind<Settings extends object> = Pick<
  GraphObjectKind<Settings>,
  "schema" | "collection" | "properties" | "normalised" | "parts" | "untilReady" | "whereInConsole"
>;

/** Brings an object to the wanted settings: sends the properties that differ, then each part that does, and reads it again
 *  until all show. An object that is as wanted is sent nothing. */
export async function bringTo<Settings extends object>(
  kind: BroughtKind<Settings>,
  graph: GraphClient,
  settings: Settings,
  current: GraphObject,
): Promise<GraphObject> {
  const changes = findChangedProperties(kind, settings, current);
  const parts = findChangedParts(kind, settings, current);
  if (Object.keys(changes).length === 0 && parts.length === 0) return current;
  const collection = kind.collection(settings);
  let sent = false;
  try {
    if (Object.keys(changes).length > 0) {
      await patchObject(graph, collection, current.id, changes);
      sent = true;
    }
    if (parts.length > 0) await kind.untilReady?.(() => getObject(graph, collection, current.id));
    for (const part of parts) {
      await part.write({ graph, collection, id: current.id }, settings, current);
      sent = true;
    }
  } catch (error) {
    const mayHaveHappened = error instanceof ServiceError && error.mayHaveHappened;
    if (!sent && !mayHaveHappened) throw error;
    const seen = await getObject(graph, collection, current.id).catch(() => current);
    throw new NotAsWanted(messageOf(error), seen ?? current);
  }
  return verify(kind, graph, settings, current);
}

async function verify<Settings extends object>(
  kind: BroughtKind<Settings>,
  graph: GraphClient,
  settings: Settings,
  before: GraphObject,
): Promise<GraphObject> {
  const collection = kind.collection(settings);
  let seen: GraphObject | undefined;
  try {
    const asWanted = (found: GraphObject | undefined) =>
      found !== undefined && describeDifferences(kind, settings, found).length === 0;
    seen = await lookUntil(() => getObject(graph, collection, before.id), asWanted, 6, 1000);
  } catch (error) {
    throw new NotAsWanted(`the change was sent, but could not be verified: ${messageOf(error)}`, before);
  }
  if (seen === undefined) {
    throw new NotAsWanted(`${collection.what} ${before.id} disappeared after it was changed`, before);
  }
  const differences = describeDifferences(kind, settings, seen);
  if (differences.length === 0) return seen;
  throw new NotAsWanted(`${differences.join("; ")}. Look at it in ${kind.whereInConsole}, then run again`, seen);
}

/** Whether an object has the settings. */
export function isAsWanted<Settings extends object>(
  kind: BroughtKind<Settings>,
  settings: Settings,
  object: GraphObject,
): boolean {
  return describeDifferences(kind, settings, object).length === 0;
}

/** Names of the settings by which an object is not as wanted: what bringing it there would write. */
export function differingSettings<Settings extends object>(
  kind: BroughtKind<Settings>,
  settings: Settings,
  object: GraphObject,
): string[] {
  const settingOf = settingsByProperty(kind.schema);
  const properties = Object.keys(findChangedProperties(kind, settings, object));
  const parts = findChangedParts(kind, settings, object).flatMap(({ settings: names }): readonly string[] => names);
  return [...new Set([...properties.map((property) => settingOf[property] ?? property), ...parts])];
}

function describeDifferences<Settings extends object>(
  kind: BroughtKind<Settings>,
  settings: Settings,
  object: GraphObject,
): string[] {
  const settingOf = settingsByProperty(kind.schema);
  const properties = Object.entries(findChangedProperties(kind, settings, object)).map(
    ([property, wanted]) =>
      `${settingOf[property] ?? property} (${property} in Graph) was set to ${show(wanted)}, but Intune has ${show(object[property])}`,
  );
  const parts = findChangedParts(kind, settings, object).map(
    ({ settings: names }) => `${names.join(" and ")} was sent, but Intune does not show it`,
  );
  return [...properties, ...parts];
}

/** The properties in which an object is not as wanted, with the wanted values. Members that Graph adds to a structure do
 *  not count: only what is declared is compared. */
function findChangedProperties<Settings extends object>(
  kind: BroughtKind<Settings>,
  settings: Settings,
  object: GraphObject,
): Record<string, unknown> {
  const inOneForm = (property: string, value: unknown) => kind.normalised?.(property, value) ?? value;
  return Object.fromEntries(
    Object.entries(kind.properties(settings)).filter(
      ([property, wanted]) => !holds(inOneForm(property, object[property]), inOneForm(property, wanted)),
    ),
  );
}

function findChangedParts<Settings extends object>(
  kind: BroughtKind<Settings>,
  settings: Settings,
  object: GraphObject,
): GraphObjectPart<Settings>[] {
  return kind.parts.filter((part) => part.seen(object, settings) !== part.wanted(settings));
}

function holds(seen: unknown, wanted: unknown): boolean {
  if (isMap(wanted)) {
    return isMap(seen) && Object.entries(wanted).every(([member, value]) => holds(seen[member], value));
  }
  return canonicalJson(seen) === canonicalJson(wanted);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function show(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : canonicalJson(value);
}
