import { IncompleteUpdateError } from "../../resources/provider/incomplete-update-error";
import { asState } from "../../resources/provider/state";
import type { ResourceProvider, State } from "../../resources/registry";

/** A resource as Pulumi's engine records it. */
export interface RecordedResource {
  readonly id: string;
  readonly inputs: State;
  readonly outs: State;
  /** Whether the last operation failed in part. The engine then updates it in the next run, whatever diff says. */
  readonly isIncomplete: boolean;
}

/** The key under which the engine keeps the serialized provider. */
const serialized = { __provider: "exports.handler = …" };

/** Does with a provider what Pulumi's engine does: which calls it makes, with what, and what it records of their result. Values pass
 *  as JSON, as they do on the way to the provider's process. */
export class EmulatedEngine {
  resource: RecordedResource | undefined;

  constructor(private readonly provider: ResourceProvider) {}

  /** `pulumi up`. */
  async up(declared: State): Promise<void> {
    const before = this.resource;
    const news = asState({ ...declared, ...serialized });
    const { inputs: checked, failures } = await this.provider.check(asState(before?.inputs ?? {}), news);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
    const inputs = asState({ ...checked, ...serialized });
    if (before === undefined) return this.create(inputs);
    const { id, outs } = before;
    const { changes, replaces = [] } = await this.provider.diff(id, asState(outs), inputs);
    if (replaces.length > 0) {
      await this.destroy();
      return this.create(inputs);
    }
    if (changes || before.isIncomplete) {
      const update = async () => ({ id, outs: (await this.provider.update(id, asState(outs), inputs)).outs });
      return this.record(inputs, update);
    }
  }

  /** `pulumi refresh`. */
  async refresh(): Promise<void> {
    const before = this.resource;
    if (before === undefined) return;
    const { id, props, inputs } = await this.provider.read(before.id, asState(before.outs));
    const isGone = id === undefined || id === "" || props === undefined;
    this.resource = isGone
      ? undefined
      : { ...before, id, outs: asState(props), inputs: asState(inputs ?? before.inputs) };
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<void> {
    if (this.resource === undefined) return;
    await this.provider.delete(this.resource.id, asState(this.resource.outs));
    this.resource = undefined;
  }

  private create(inputs: State): Promise<void> {
    return this.record(inputs, () => this.provider.create(asState(inputs)));
  }

  private async record(
    inputs: State,
    act: () => Promise<{ readonly id: string; readonly outs: State }>,
  ): Promise<void> {
    try {
      const { id, outs } = await act();
      this.resource = { id, inputs, outs: asState(outs), isIncomplete: false };
    } catch (error) {
      if (error instanceof IncompleteUpdateError && error.properties !== undefined && error.id !== undefined) {
        this.resource = { id: error.id, inputs, outs: asState(error.properties), isIncomplete: true };
      }
      throw error;
    }
  }
}
