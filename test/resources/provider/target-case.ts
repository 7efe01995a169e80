import type { DynamicType } from "../../../model/resource-types";
import type { Fault } from "../../../local/tenant/faults";
import type { IntuneTenant, State } from "../graph-object/intune-fixture";

/** A target of the reconcile engine, as the table of faults tries it. */
export interface TargetCase {
  readonly type: DynamicType;
  /** What stands in the path of each of its requests that matter. */
  readonly path: string;
  /** Whether a process keeps to a rate at its service that all tests together exceed: each then has one of its own. */
  readonly hasRateLimit?: boolean;
  /** Prepares a tenant, once for all faults. */
  prepare(fixture: IntuneTenant): Promise<PreparedTarget>;
}

/** Which requests a fault hits. */
export type Requests = Pick<Fault, "method" | "path">;

/** A target in a tenant. */
export interface PreparedTarget {
  /** Inputs to start from, and others that take each write that the target has. */
  readonly inputs: State;
  readonly changed: State;
  /** The writes from one to the other, as `METHOD end of the path`. */
  readonly writes: readonly RegExp[];
  /** The request that creates the object: a POST is not repeated by itself when its answer is lost, a PUT is. Where somebody else
   *  creates it, the first one that is sent to it. */
  readonly creation: Requests;
  readonly createdBy: "POST" | "PUT" | "somebody else";
  readonly firstWrite: Requests;
  readonly lastWrite: Requests;
  /** The path at which the object alone is read. Default: the path of the target. */
  readonly objectPath?: string;
  /** Number of objects at the service. */
  count(): Promise<number>;
  /** Takes away what a test left, and lets somebody else create again what only they can. */
  clear(): Promise<void>;
  /** What somebody else does: deletes the object. */
  removeByHand(): Promise<void>;
  /** What somebody else does: replaces it with another object. */
  createByHand(): Promise<void>;
  /** The message about that object; undefined when it is adopted in any case. */
  readonly refusal: RegExp | undefined;
  /** What becomes of the resource after the object vanished. Default: a refresh takes it out of the state, and an update asks for one. */
  readonly vanished?: {
    readonly inRefresh: "leaves" | "stays";
    readonly inUpdate: RegExp;
  };
}
