import type { AdoptableObject } from "./adoption";

/** Plain JSON from the engine. Undefined, Date, Map and NaN do not survive serialization. */
export type State = Record<string, unknown>;

/** Access to the stack config that the engine sends, with secrets in plain text. Never copy it into inputs or
 *  outputs. */
export interface ProviderConfig {
  get(key: string): string | undefined;
}

export interface CheckFailure {
  readonly property: string;
  /** Cause and fix. The engine prints resource, property and value next to it. */
  readonly reason: string;
}

export interface CheckResult {
  readonly inputs: State;
  readonly failures: readonly CheckFailure[];
}

export interface DiffResult {
  readonly changes: boolean;
  readonly replaces?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

/** What the removal of a resource does. */
export interface RemovalNotice {
  /** `leave` changes the object and lets it stay; `none` concerns the state alone. */
  readonly action: "delete" | "leave" | "keep" | "none";
  /** In words, without a full stop, such as `"Lookout" is deleted in Intune`. */
  readonly effect: string;
  /** What a person has to do then, in words, without a full stop. Default: nothing. */
  readonly byHand?: string;
}

/** What a removal would find now. */
export interface RemovalPreview {
  /** Whether the object is there; undefined if nothing was read. */
  readonly exists: boolean | undefined;
  /** Settings that would be written, in words, because they are not what the object is left with. */
  readonly changes: readonly string[];
}

/** The provider of a resource, independent of Pulumi's SDK: the engine's calls in the order of a resource's life.
 *  Stored state refers to providers by name forever, so a provider must be able to read what every older release
 *  wrote. */
export interface ResourceProvider {
  /** Stores the configuration before the first await: the engine does not wait for an asynchronous `configure`. */
  configure(request: { readonly config: ProviderConfig }): Promise<void>;
  check(olds: State, news: State): Promise<CheckResult>;
  diff(id: string, olds: State, news: State): Promise<DiffResult>;
  create(inputs: State): Promise<{ readonly id: string; readonly outs: State }>;
  read(id: string, props: State): Promise<{ readonly id?: string; readonly props?: State; readonly inputs?: State }>;
  update(id: string, olds: State, news: State): Promise<{ readonly outs: State }>;
  delete(id: string, props: State): Promise<void>;

  /** What `delete` does, from state alone. No network. */
  describeRemoval(props: State): RemovalNotice;
  /** Reads what `delete` would find, and refuses what it would refuse. Writes nothing. Absent if there is
   *  nothing to read and nothing to refuse. */
  readonly previewRemoval?: (id: string, props: State) => Promise<RemovalPreview>;

  /** Finds the object that a creation with these inputs would adopt, and compares it. Undefined if there is none.
   *  Throws the reason for which the creation would refuse it. Sends no write; for programs, not for the engine. */
  readonly compare?: (inputs: State) => Promise<AdoptableObject | undefined>;
}
