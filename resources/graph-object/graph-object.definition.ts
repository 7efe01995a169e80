import type { z } from "zod";
import type { DynamicType } from "../../model/resource-types";
import type { GraphClient } from "../../clients/graph/graph-client";
import { retryWhileMissing } from "../../clients/graph/graph-consistency";
import { invokeAction, type GraphCollection, type GraphObject } from "../../clients/graph/graph-objects";
import type { State } from "../provider/provider";

/** Defines one type of object in Intune: its settings, and how each is written to Graph and read back. */
export interface GraphObjectDefinition<Settings extends object> {
  readonly type: DynamicType;
  readonly schema: z.ZodObject & z.ZodType<Settings>;
  /** Fills in defaults. Unknown members stay, so that the check can name them. */
  applyDefaults(inputs: State): State;
  /** Settings that Graph cannot change. Changing one replaces the object. */
  readonly fixed: readonly (keyof Settings & string)[];
  collection(settings: Settings): GraphCollection;
  /** The name that identifies an existing object. */
  nameOf(settings: Settings): string;
  /** The properties that PATCH changes, as Graph spells them. */
  properties(settings: Settings): Readonly<Record<string, unknown>>;
  /** Additional properties for the creation. */
  readonly creation?: (settings: Settings) => Readonly<Record<string, unknown>>;
  /** Settings written by actions, in the order that Graph requires. */
  readonly actions: readonly GraphAction<Settings>[];
  /** Normalizes a property, so that equivalent values, such as another order, compare as equal. */
  readonly normalized?: (property: string, value: unknown) => unknown;
  /** The actual settings. Settings that exist only in this package are copied from the declared ones. */
  fromActual(declared: Settings, object: GraphObject): object;
  /** Outputs that Intune decides. They never cause an update. */
  readonly observed?: (object: GraphObject) => State;
  /** Checks the prerequisites before a creation or an assignment and throws those that are not met. */
  readonly prepare?: (graph: GraphClient, settings: Settings, actual: GraphObject | undefined) => Promise<void>;
  /** Waits until the object accepts actions. Throws if it never does. */
  readonly untilReady?: (read: () => Promise<GraphObject | undefined>) => Promise<void>;
  /** The property whose last line carries the mark of the object's owner. Absent if Graph has no property for it. */
  readonly markedProperty?: "description" | "notes";
  /** Path to such objects in the Intune admin center. */
  readonly locationInConsole: string;
}

/** Settings that PATCH cannot write. They are read with the object and written by an action. */
export interface GraphAction<Settings> {
  readonly settings: readonly (keyof Settings & string)[];
  /** The desired content as a normalized text. */
  desired(settings: Settings): string;
  /** The actual content as a normalized text; undefined if the response does not contain it. */
  actual(object: GraphObject, settings: Settings): string | undefined;
  write(location: GraphLocation, settings: Settings, object: GraphObject): Promise<void>;
  /** The actual content as plain JSON, without what Graph assigns, such as ids. */
  capture(object: GraphObject): unknown;
  /** Writes a content that was captured, also one that no settings can declare. */
  restore(location: GraphLocation, captured: unknown, object: GraphObject): Promise<void>;
}

/** The collection of an object in Graph. */
export interface GraphLocation {
  readonly graph: GraphClient;
  readonly collection: GraphCollection;
  readonly id: string;
}

/** Writes by an action of Graph that replaces the previous content. `capture` reads the action's parameters from an
 *  object. */
export function writtenBy<Settings>(
  action: string,
  body: (settings: Settings) => object,
  capture: (object: GraphObject) => object,
): Pick<GraphAction<Settings>, "write" | "capture" | "restore"> {
  const send = ({ graph, collection, id }: GraphLocation, content: object): Promise<void> =>
    // Intune may not know a group yet that Entra has just created.
    retryWhileMissing(() => invokeAction(graph, collection, id, action, content));
  return {
    write: (location, settings) => send(location, body(settings)),
    capture,
    restore: (location, captured) => send(location, captured as object),
  };
}

/** The objects in a list from Graph, skipping malformed entries. */
export function objectsIn(list: unknown): Readonly<Record<string, unknown>>[] {
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  return entries.filter((one): one is Record<string, unknown> => one !== null && typeof one === "object");
}

/** Entries of a list from Graph without the given members. */
export function entriesWithout(list: unknown, members: readonly string[]): object[] {
  return objectsIn(list).map((entry) =>
    Object.fromEntries(Object.entries(entry).filter(([name]) => !members.includes(name))),
  );
}
