import { checkConfiguration, isUndetermined, readConfiguration } from "./configuration";
import { GraphSession } from "./graph-session";
import type { PluginProvider, ResourceRequest } from "../plugin/plugin-provider";
import { unknownValue, type PropertyMap } from "../plugin/properties";
import type { CheckFailure, PropertyChange, ReadState, ResourceState } from "../plugin/plugin-provider";
import type { ManagedResource, Operation } from "./resource";
import { schema } from "./schema";
import { invokeOf, resourceOf } from "./served";

export interface ProviderSettings {
  readonly environment: NodeJS.ProcessEnv;
  /** Pause between two looks at an object that is still settling, in ms. */
  readonly pollMs: number;
}

const SIGN_IN_SECONDS = 120;
const INVOKE_SECONDS = 300;
/** A first wait before a retry; shortened together with the polling. */
const FIRST_RETRY_MS = 1000;

/** The provider behind the protocol: no gRPC, no wire format. */
export class AzureadProvider implements PluginProvider {
  private session: GraphSession | undefined;
  private readonly cancelled = new AbortController();

  constructor(private readonly settings: ProviderSettings) {}

  schema(version: string): string {
    return schema(version);
  }

  checkConfig(inputs: PropertyMap): CheckFailure[] {
    return checkConfiguration(inputs);
  }

  /** Names of the settings that differ. None of them needs a new provider: a group stays where it is. */
  diffConfig(before: PropertyMap, after: PropertyMap): string[] {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((name) => name !== "version")
      .filter((name) => after[name] === unknownValue || JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  }

  /** Signs in. With settings that are known only later there is nobody to sign in as yet. */
  async configure(inputs: PropertyMap): Promise<void> {
    if (isUndetermined(inputs)) return;
    const { environment, pollMs } = this.settings;
    const configuration = readConfiguration(inputs, environment);
    const firstWaitMs = Math.min(FIRST_RETRY_MS, pollMs);
    this.session = await GraphSession.open(configuration, environment, this.deadline(SIGN_IN_SECONDS), firstWaitMs);
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
    return invoke(this.operationFor(token, INVOKE_SECONDS), args);
  }

  /** Ends every running request and wait. */
  cancel(): void {
    this.cancelled.abort(new Error("The operation was cancelled."));
  }

  private operation(
    { urn, timeout }: Omit<ResourceRequest, "inputs">,
    resource: ManagedResource,
    kind: keyof ManagedResource["timeouts"],
  ): Operation {
    return this.operationFor(urn, timeout > 0 ? timeout : resource.timeouts[kind]);
  }

  private operationFor(subject: string, seconds: number): Operation {
    if (this.session === undefined)
      throw new Error(`${subject}: the azuread provider's settings are not known yet, so nobody is signed in.`);
    return { session: this.session, signal: this.deadline(seconds), pollMs: this.settings.pollMs };
  }

  private deadline(seconds: number): AbortSignal {
    const outOfTime = new AbortController();
    const reason = new Error(
      `It was not finished within ${seconds} s. Look whether the tenant answers, or allow more time with customTimeouts.`,
    );
    setTimeout(() => {
      outOfTime.abort(reason);
    }, seconds * 1000).unref();
    return AbortSignal.any([this.cancelled.signal, outOfTime.signal]);
  }
}
