import type { z } from "zod";
import type { DynamicType } from "../../model/resource-types";
import type { GraphClient } from "../../clients/graph/client";
import { retryWhileMissing } from "../../clients/graph/consistency";
import { actOnObject, type GraphCollection, type GraphObject } from "../../clients/graph/objects";
import type { State } from "../provider/provider";

/** An object in Intune of one type: its settings, and how each of them is written to Graph and read back. */
export interface GraphObjectDefinition<Settings extends object> {
  readonly type: DynamicType;
  readonly schema: z.ZodObject & z.ZodType<Settings>;
  /** Fills in what is left out; what is not a setting stays, so that the check can refuse it by name. */
  applyDefaults(inputs: State): State;
  /** Settings that Graph cannot change: another value needs another object. */
  readonly fixed: readonly (keyof Settings & string)[];
  collection(settings: Settings): GraphCollection;
  /** The name by which an object that exists already is recognized. */
  nameOf(settings: Settings): string;
  /** The properties that PATCH changes, as Graph has them. */
  properties(settings: Settings): Readonly<Record<string, unknown>>;
  /** What else the object needs when it is created. */
  readonly creation?: (settings: Settings) => Readonly<Record<string, unknown>>;
  /** What is written by actions, in the order in which Graph takes it. */
  readonly actions: readonly GraphAction<Settings>[];
  /** The value of a property in one form for all that mean the same, such as another order. */
  readonly normalized?: (property: string, value: unknown) => unknown;
  /** The settings as Graph has them. What only this product knows is taken over from the declared ones. */
  fromActual(declared: Settings, object: GraphObject): object;
  /** Outputs that Intune decides. They never cause a change by themselves. */
  readonly observed?: (object: GraphObject) => State;
  /** What must be true of the world before anything is created or assigned. Throws what is not. */
  readonly prepare?: (graph: GraphClient, settings: Settings, actual: GraphObject | undefined) => Promise<void>;
  /** Waits until the object takes actions. Throws when it never does. */
  readonly untilReady?: (read: () => Promise<GraphObject | undefined>) => Promise<void>;
  /** Where a person finds such objects in the Intune admin center. */
  readonly whereInConsole: string;
}

/** Settings that PATCH does not reach: they are read with the object and written in a way of their own. */
export interface GraphAction<Settings> {
  readonly settings: readonly (keyof Settings & string)[];
  /** One text for all forms of the same content. */
  desired(settings: Settings): string;
  /** The same of what Graph has; undefined when the answer does not say. */
  actual(object: GraphObject, settings: Settings): string | undefined;
  write(place: GraphPlace, settings: Settings, object: GraphObject): Promise<void>;
}

/** Where an object is. */
export interface GraphPlace {
  readonly graph: GraphClient;
  readonly collection: GraphCollection;
  readonly id: string;
}

/** Writes by an action of Graph's, which replaces what the object had. */
export function writtenBy<Settings>(action: string, body: (settings: Settings) => object) {
  return ({ graph, collection, id }: GraphPlace, settings: Settings): Promise<void> =>
    // A group that Entra has just made may not be known to Intune yet.
    retryWhileMissing(() => actOnObject(graph, collection, id, action, body(settings)));
}
