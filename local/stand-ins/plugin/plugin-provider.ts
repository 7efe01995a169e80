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

/** One request of the engine about one resource. */
export interface ResourceRequest {
  readonly urn: string;
  readonly inputs: PropertyMap;
  /** Seconds the program allows; 0 for the resource's own default. */
  readonly timeout: number;
}

/** A provider behind Pulumi's protocol: no gRPC, no wire format. Every stand-in is one. */
export interface PluginProvider {
  schema(version: string): string;
  checkConfig(inputs: PropertyMap): CheckFailure[];
  configure(inputs: PropertyMap): Promise<void>;
  /** Adds what a program may leave out, such as a name. Default: nothing is added. */
  complete?(urn: string, before: PropertyMap, inputs: PropertyMap, seed: Buffer): PropertyMap;
  check(urn: string, inputs: PropertyMap): CheckFailure[];
  diff(
    urn: string,
    outputs: PropertyMap,
    inputs: PropertyMap,
    ignored: readonly string[],
    inputsBefore: PropertyMap,
  ): PropertyChange[];
  previewCreate(request: ResourceRequest): PropertyMap;
  previewUpdate(request: ResourceRequest, outputs: PropertyMap): PropertyMap;
  create(request: ResourceRequest): Promise<ResourceState>;
  read(urn: string, id: string, inputs: PropertyMap | undefined, outputs: PropertyMap): Promise<ReadState | undefined>;
  update(request: ResourceRequest, id: string, outputs: PropertyMap): Promise<ResourceState>;
  delete(request: Omit<ResourceRequest, "inputs">, id: string, outputs: PropertyMap): Promise<void>;
  invoke(token: string, args: PropertyMap): Promise<PropertyMap>;
  /** Ends every running request and wait. */
  cancel(): void;
}

/** The object exists, but not everything asked for was done. The engine records it and updates it next time. */
export class InitFailedError extends Error {
  override readonly name = "InitFailedError";

  constructor(
    message: string,
    readonly state: ResourceState,
  ) {
    super(message);
  }
}

/** What was done only in part, and why it went no further. */
export function initFailed(what: string, error: unknown, state: ResourceState): InitFailedError {
  return new InitFailedError(`${what}: ${error instanceof Error ? error.message : String(error)}`, state);
}

/** The type of the resource that a URN names, such as `azuread:index/group:Group`. */
export function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** A request for what a stand-in does not serve, and what to do about it. */
export function notServed(plugin: string, token: string, served: readonly string[]): Error {
  return new Error(
    `The ${plugin} stand-in does not serve ${token}; it serves ${served.join(", ")}. ` +
      `Install the real ${plugin} plugin (pulumi plugin install resource ${plugin}), or leave this out of the local stack.`,
  );
}
