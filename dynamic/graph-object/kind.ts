import type { z } from "zod";
import type { DynamicType } from "../../domain";
import type { GraphClient } from "../../services/graph/client";
import { retryWhileMissing } from "../../services/graph/consistency";
import { actOnObject, type GraphCollection, type GraphObject } from "../../services/graph/objects";
import type { State } from "../handler";

/** An object in Intune that this product creates, keeps as declared, and removes. */
export interface GraphObjectKind<Settings extends object> {
  readonly type: DynamicType;
  readonly schema: z.ZodObject & z.ZodType<Settings>;
  /** Fills in what is left out; what is not a setting stays, so that the check can refuse it by name. */
  withDefaults(inputs: State): State;
  /** Settings that Graph cannot change: another value needs another object. */
  readonly fixed: readonly (keyof Settings & string)[];
  collection(settings: Settings): GraphCollection;
  /** The name by which an object that exists already is recognised. */
  nameOf(settings: Settings): string;
  /** The properties that PATCH changes, as Graph has them. */
  properties(settings: Settings): Readonly<Record<string, unknown>>;
  /** What else the object needs when it is created. */
  readonly creation?: (settings: Settings) => Readonly<Record<string, unknown>>;
  /** What is written by actions, in the order in which Graph takes it. */
  readonly parts: readonly GraphObjectPart<Settings>[];
  /** The value of a property in one form for all that mean the same, such as another order. */
  readonly normalised?: (property: string, value: unknown) => unknown;
  /** The settings as Graph has them. What only this product knows is taken over from the declared ones. */
  settingsIn(declared: Settings, object: GraphObject): object;
  /** Outputs that Intune decides. They never cause a change by themselves. */
  readonly observed?: (object: GraphObject) => State;
  /** What must be true of the world before anything is created or assigned. Throws what is not. */
  readonly prepare?: (graph: GraphClient, settings: Settings, current: GraphObject | undefined) => Promise<void>;
  /** Looks until the object takes actions. Throws when it never does. */
  readonly untilReady?: (look: () => Promise<GraphObject | undefined>) => Promise<void>;
  /** Where a person finds such objects in the Intune admin center. */
  readonly whereInConsole: string;
}

/** A part of an object that PATCH does not reach: it is read with the object and written in a way of its own. */
export interface GraphObjectPart<Settings> {
  /** The settings it holds. */
  readonly settings: readonly (keyof Settings & string)[];
  /** One text for all forms of the same content. */
  wanted(settings: Settings): string;
  /** The same of what Graph has; undefined when the answer does not say. */
  seen(object: GraphObject, settings: Settings): string | undefined;
  write(place: GraphPlace, settings: Settings, object: GraphObject): Promise<void>;
}

/** Where an object is. */
export interface GraphPlace {
  readonly graph: GraphClient;
  readonly collection: GraphCollection;
  readonly id: string;
}

/** How an action writes a part: it replaces what the object had. */
export function byAction<Settings>(action: string, body: (settings: Settings) => object) {
  return ({ graph, collection, id }: GraphPlace, settings: Settings): Promise<void> =>
    // A group that Entra has just made may not be known to Intune yet.
    retryWhileMissing(() => actOnObject(graph, collection, id, action, body(settings)));
}
