import type { z } from "zod";
import type { DynamicType } from "../../model/resource-types";
import type { ConfiguredService } from "./provider-configuration";
import type { CheckResult, State } from "./provider";
import type { KnownObject } from "./incomplete-update-error";
import type { Target } from "./target";

/** Defines a resource: its inputs, how they are compared, its target at a service, and its outputs. `Desired` is the
 *  inputs with defaults. Only the target uses the network. */
export interface ResourceDefinition<Client, Desired extends object, Actual> {
  readonly type: DynamicType;
  readonly createService: () => ConfiguredService<Client>;
  /** Whether inputs need the service, so that its configuration is checked too. Default: always. */
  readonly needsService?: (inputs: State) => boolean;
  /** Validates the inputs. Its members are the inputs kept in state. */
  readonly schema: z.ZodObject;
  /** Fills in defaults. Unknown members stay, so that the check can name them. */
  applyDefaults(inputs: State): State;
  /** Checks inputs with their defaults. Default: validates them against the schema. */
  readonly check?: (inputs: State) => CheckResult;

  /** Normalizes inputs, so that equivalent inputs compare as equal. Called with valid inputs only. Default: the
   *  inputs unchanged. */
  readonly comparable?: (desired: Desired, after: State) => unknown;
  /** Inputs whose change replaces the resource, which `state` records. Default: none. */
  readonly replaces?: (before: Desired, after: Desired, state: State) => string[];
  /** Whether the old object must be deleted before the new one is created. Default: false. */
  readonly deleteBeforeReplace?: (before: Desired, after: Desired) => boolean;

  /** Creates the target. `state` is the resource's recorded state, empty before its creation. */
  target(client: Client, desired: Desired, state: State): Target<Actual>;
  /** Whether an existing object may be adopted, whatever its settings. */
  adopts(desired: Desired): boolean;
  /** The resource's id, if it is known before the object exists. Default: the object's id. */
  readonly resourceId?: (desired: Desired) => string;
  /** The object's id in a state; undefined if there is no object yet. Default: the resource's id. */
  readonly objectId?: (state: State) => string | undefined;

  /** The inputs that describe the actual object, each in the declared spelling if it means the same. */
  fromActual(desired: Desired, actual: Actual, state: State): object | Promise<object>;
  /** Outputs that the service decides. They never cause an update. */
  outputs(object: KnownObject<Actual>, desired: Desired): State;
  /** What happens to the object when the resource is removed; undefined if there is no object. */
  removal(desired: Desired, state: State): Removal<Client, Actual> | undefined;
  /** Values of inputs that older releases filled in, and that now mean the same as none. */
  readonly formerDefaults?: Readonly<Record<string, unknown>>;
  /** Inputs that never cause an update by themselves. Default: none. */
  readonly ignored?: readonly string[];

  /** Set if somebody else creates the object, which may appear and disappear. */
  readonly awaited?: {
    /** Whether the state records that the object did not exist yet. */
    isPending(state: State): boolean;
    /** Whether the resource stays in state after its object disappeared. */
    readonly keepWhenMissing: boolean;
  };
}

/** What happens to an object when its resource is removed. `effect` is a sentence for people, such as "is deleted". */
export type Removal<Client, Actual> = { readonly effect: string } & (
  | { readonly action: "delete" | "keep" }
  /** Updates the object to the settings of another target. */
  | { readonly action: "leave"; readonly target: (client: Client) => Target<Actual> }
);
