import type { GraphSession } from "./graph-session";
import type { PropertyMap } from "./properties";

export interface CheckFailure {
  /** Path of the property, or empty for the resource as a whole. */
  readonly property: string;
  readonly reason: string;
}

export interface PropertyChange {
  /** Path of the property, such as `displayName` or `members[2]`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** The change needs a new resource. */
  readonly replaces: boolean;
}

export interface ResourceState {
  readonly id: string;
  readonly outputs: PropertyMap;
}

export interface ReadState extends ResourceState {
  readonly inputs: PropertyMap;
}

/** Everything a running operation needs: the signed-in session, and the signal that ends it (cancelled, or out of time). */
export interface Operation {
  readonly session: GraphSession;
  readonly signal: AbortSignal;
  /** Pause between two looks at an object that is still settling, in ms. */
  readonly pollMs: number;
}

/** What the provider asks of a resource type. `check` and `diff` never use the network. */
export interface ManagedResource {
  check(inputs: PropertyMap): CheckFailure[];
  /** Changes that lead from the recorded outputs to the new inputs. */
  diff(outputs: PropertyMap, inputs: PropertyMap): PropertyChange[];
  /** Outputs as far as they are known before anything is done. */
  preview(inputs: PropertyMap, outputs: PropertyMap | undefined): PropertyMap;
  create(operation: Operation, inputs: PropertyMap): Promise<ResourceState>;
  /** The real state; undefined when the object is gone. Without inputs (an import) they are made from the real state. */
  read(
    operation: Operation,
    id: string,
    inputs: PropertyMap | undefined,
    outputs: PropertyMap,
  ): Promise<ReadState | undefined>;
  update(operation: Operation, id: string, outputs: PropertyMap, inputs: PropertyMap): Promise<ResourceState>;
  delete(operation: Operation, id: string, outputs: PropertyMap): Promise<void>;
  /** How long each operation may take when the program sets no custom timeout, in seconds. */
  readonly timeouts: {
    readonly create: number;
    readonly read: number;
    readonly update: number;
    readonly delete: number;
  };
}

export type Invoke = (operation: Operation, args: PropertyMap) => Promise<PropertyMap>;

/** What was done only in part, and why it went no further. */
export function halfDone(what: string, error: unknown, state: ResourceState): HalfDone {
  return new HalfDone(`${what}: ${error instanceof Error ? error.message : String(error)}`, state);
}

/** The object exists, but not everything asked for was done. The engine records it and updates it next time. */
export class HalfDone extends Error {
  constructor(
    message: string,
    readonly state: ResourceState,
  ) {
    super(message);
    this.name = "HalfDone";
  }
}
