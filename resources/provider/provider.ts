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
}
