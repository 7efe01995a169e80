import type { GraphSession } from "./graph-session";
import type { CheckFailure, PropertyChange, ReadState, ResourceState } from "../plugin/plugin-provider";
import type { PropertyMap } from "../plugin/properties";

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
