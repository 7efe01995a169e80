import type { z } from "zod";
import type { DynamicType } from "../../model/resource-types";
import type { ConfiguredService } from "./configuration";
import type { CheckResult, State } from "./provider";
import type { KnownObject } from "./incomplete-update-error";
import type { Target } from "./target";

/** What makes a resource: its inputs, how they are compared, what stands for it at a service, and what is recorded of that.
 *  `Desired` is all its inputs with their defaults. Nothing in here but the target uses the network. */
export interface ResourceDefinition<Client, Desired extends object, Actual> {
  readonly type: DynamicType;
  readonly createService: () => ConfiguredService<Client>;
  /** Whether inputs need the service, so that its configuration is checked with them. Default: they do. */
  readonly needsService?: (inputs: State) => boolean;
  /** Every rule about the inputs. Its members are the inputs that state holds. */
  readonly schema: z.ZodObject;
  /** Fills in what is left out. What is not an input stays, so that the check can refuse it by name. */
  applyDefaults(inputs: State): State;
  /** Checks inputs with their defaults. Default: by the schema. */
  readonly check?: (inputs: State) => CheckResult;

  /** The same value for all inputs that mean the same. Called with valid inputs only. Default: the inputs as they are. */
  readonly comparable?: (desired: Desired, after: State) => unknown;
  /** The inputs whose change needs another object. Default: none. */
  readonly replaces?: (before: Desired, after: Desired) => string[];
  /** Whether the old object has to be gone before the new one is created. Default: false. */
  readonly deleteBeforeReplace?: (before: Desired, after: Desired) => boolean;

  /** `state` is what was recorded of the resource, empty before its creation. */
  target(client: Client, desired: Desired, state: State): Target<Actual>;
  /** Whether an object that stands where this one belongs may be taken over, whatever it holds. */
  adopts(desired: Desired): boolean;
  /** The resource's id, where it is known before the object is. Default: the object's. */
  readonly resourceId?: (desired: Desired) => string;
  /** The object's id in a state; undefined while there is none. Default: the resource's. */
  readonly objectId?: (state: State) => string | undefined;

  /** The inputs that mean the object as it is, each as it was declared where that means the same. */
  fromActual(desired: Desired, actual: Actual, state: State): object | Promise<object>;
  /** What the service decides. Never a reason for a change. */
  outputs(object: KnownObject<Actual>, desired: Desired): State;
  /** What becomes of the object when the resource is removed. */
  removal(desired: Desired, state: State): Removal<Desired>;

  /** Set where somebody else makes the object, which may come and go. */
  readonly awaited?: {
    /** Whether the state says that it was not there yet. */
    isPending(state: State): boolean;
    /** Whether the resource stays in state when an object that was there is gone. */
    readonly staysWhenGone: boolean;
  };
}

/** What becomes of an object whose resource is removed: it is deleted, it is left with other settings, or it is left as it is and a
 *  line says so. Undefined where there is nothing to speak of. */
export type Removal<Desired> = "delete" | { readonly leave: Desired } | { readonly keep: string } | undefined;
