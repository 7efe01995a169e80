/** Plain JSON as the engine hands it over: no undefined, Date, Map or NaN survives the way. */
export type State = Record<string, unknown>;

/** Gives access to the stack config that the engine sends, secrets in clear. Never kept in inputs or outputs. */
export interface ProviderConfig {
  get(key: string): string | undefined;
}

export interface CheckFailure {
  readonly property: string;
  /** Cause and fix. The engine prints resource, property and value beside it. */
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

/** What a dynamic resource does, told without Pulumi: the engine's calls in the order of a resource's life.
 *  Stored state refers to handlers by name for ever, so a handler must understand what every older release wrote. */
export interface ResourceProvider {
  /** Stores the configuration before anything is awaited: the engine does not wait for it (pulumi/pulumi, race). */
  configure(request: { readonly config: ProviderConfig }): Promise<void>;
  check(olds: State, news: State): Promise<CheckResult>;
  diff(id: string, olds: State, news: State): Promise<DiffResult>;
  create(inputs: State): Promise<{ readonly id: string; readonly outs: State }>;
  read(id: string, props: State): Promise<{ readonly id?: string; readonly props?: State; readonly inputs?: State }>;
  update(id: string, olds: State, news: State): Promise<{ readonly outs: State }>;
  delete(id: string, props: State): Promise<void>;
}
