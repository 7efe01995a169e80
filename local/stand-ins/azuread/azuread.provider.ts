import { createDeadlines } from "../plugin/deadlines";
import type {
  CheckFailure,
  PluginProvider,
  PropertyChange,
  ReadState,
  ResourceRequest,
  ResourceState,
} from "../plugin/plugin-provider";
import type { PropertyMap } from "../plugin/properties";
import { isUndetermined } from "../plugin/tenant-configuration";
import { createTenantSession, identifyCaller } from "../plugin/tenant-session";
import { checkConfiguration, readConfiguration } from "./azuread.configuration";
import { createGraph } from "./azuread.graph";
import type { ManagedResource, Operation } from "./managed-resource";
import { schema } from "./azuread.schema";
import { invokeOf, resourceOf } from "./served";

export interface ProviderSettings {
  readonly environment: NodeJS.ProcessEnv;
  /** Pause between two reads of an object that is still settling, in ms. */
  readonly pollMs: number;
}

/** What an operation needs of a sign-in. */
type SignedIn = Pick<Operation, "graph" | "caller">;

const invokeSeconds = 300;

/** The provider behind the protocol: no gRPC, no wire format. */
export class AzureadProvider implements PluginProvider {
  private signedIn: SignedIn | undefined;
  private readonly deadlines = createDeadlines();

  constructor(private readonly settings: ProviderSettings) {}

  schema(version: string): string {
    return schema(version);
  }

  checkConfig(inputs: PropertyMap): CheckFailure[] {
    return checkConfiguration(inputs);
  }

  /** Signs in. With settings that are known only later there is nobody to sign in as yet. */
  async configure(inputs: PropertyMap): Promise<void> {
    if (isUndetermined(inputs)) return;
    const configuration = readConfiguration(inputs, this.settings.environment);
    const session = createTenantSession(configuration);
    const caller = await identifyCaller(session, configuration);
    this.signedIn = { graph: createGraph(configuration, session, this.firstPauseMs), caller };
  }

  check(urn: string, inputs: PropertyMap): CheckFailure[] {
    return resourceOf(urn).check(inputs);
  }

  diff(urn: string, outputs: PropertyMap, inputs: PropertyMap, ignored: readonly string[]): PropertyChange[] {
    return resourceOf(urn)
      .diff(outputs, inputs)
      .filter(
        ({ path }) =>
          !ignored.some((prefix) => path === prefix || path.startsWith(`${prefix}[`) || path.startsWith(`${prefix}.`)),
      );
  }

  previewCreate({ urn, inputs }: ResourceRequest): PropertyMap {
    return resourceOf(urn).preview(inputs, undefined);
  }

  previewUpdate({ urn, inputs }: ResourceRequest, outputs: PropertyMap): PropertyMap {
    return resourceOf(urn).preview(inputs, outputs);
  }

  create(request: ResourceRequest): Promise<ResourceState> {
    const resource = resourceOf(request.urn);
    return resource.create(this.operation(request, resource, "create"), request.inputs);
  }

  read(urn: string, id: string, inputs: PropertyMap | undefined, outputs: PropertyMap): Promise<ReadState | undefined> {
    const resource = resourceOf(urn);
    return resource.read(this.operation({ urn, timeout: 0 }, resource, "read"), id, inputs, outputs);
  }

  update(request: ResourceRequest, id: string, outputs: PropertyMap): Promise<ResourceState> {
    const resource = resourceOf(request.urn);
    return resource.update(this.operation(request, resource, "update"), id, outputs, request.inputs);
  }

  delete(request: Omit<ResourceRequest, "inputs">, id: string, outputs: PropertyMap): Promise<void> {
    const resource = resourceOf(request.urn);
    return resource.delete(this.operation(request, resource, "delete"), id, outputs);
  }

  invoke(token: string, args: PropertyMap): Promise<PropertyMap> {
    const invoke = invokeOf(token);
    return invoke(this.operationFor(token, invokeSeconds), args);
  }

  /** Ends every running request and wait. */
  cancel(): void {
    this.deadlines.cancel();
  }

  private operation(
    { urn, timeout }: Omit<ResourceRequest, "inputs">,
    resource: ManagedResource,
    kind: keyof ManagedResource["timeouts"],
  ): Operation {
    return this.operationFor(urn, timeout > 0 ? timeout : resource.timeouts[kind]);
  }

  private operationFor(subject: string, seconds: number): Operation {
    if (this.signedIn === undefined)
      throw new Error(`${subject}: the azuread provider's settings are not known yet, so nobody is signed in.`);
    const { graph, caller } = this.signedIn;
    const signal = this.deadlines.after(seconds);
    return {
      graph: { ...graph, send: (request) => graph.send({ ...request, signal }) },
      caller,
      signal,
      pollMs: this.settings.pollMs,
      firstPauseMs: this.firstPauseMs,
    };
  }

  /** Shortened together with the pauses between reads. */
  private get firstPauseMs(): number {
    return Math.min(1000, this.settings.pollMs);
  }
}
