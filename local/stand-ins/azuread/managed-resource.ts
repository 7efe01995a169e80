import type { GraphClient } from "../../../clients/graph/graph-client";
import type { CheckFailure, PropertyChange, ReadState, ResourceState } from "../plugin/plugin-provider";
import type { PropertyMap } from "../plugin/properties";
import type { Caller } from "../plugin/tenant-session";

/** Everything a running operation needs. */
export interface Operation {
  /** Signed in; its calls end with the operation. */
  readonly graph: GraphClient;
  readonly caller: Caller;
  /** Ends the operation: canceled, or out of time. */
  readonly signal: AbortSignal;
  /** Pause between two reads of an object that is still settling, in ms. */
  readonly pollMs: number;
  /** Pause before a request is repeated for the first time, in ms. */
  readonly firstPauseMs: number;
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
