import { z } from "zod";
import { isGuid } from "./identifiers";
import { dynamicTypeOf } from "./resource-types";

/** An operation that was running when a run was killed. Pulumi does not know whether it succeeded. */
export interface PendingOperation {
  /** Pulumi's word: creating, updating, deleting, reading or importing. A string, because Pulumi may add others. */
  readonly operation: string;
  readonly urn: string;
  readonly type: string;
  /** The name in the program. */
  readonly name: string;
  /** Whether it is an object at a service, and not a component. */
  readonly custom: boolean;
  /** URN of the parent. */
  readonly parent: string | undefined;
  /** URN of the provider. */
  readonly provider: string | undefined;
  /** Checked inputs. A secret is what Pulumi writes for it, never its value. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What the state of a stack shows about killed runs. */
export interface InterruptedState {
  readonly operations: readonly PendingOperation[];
  /** Ids of the recorded resources by URN; an empty string for components. */
  readonly ids: ReadonlyMap<string, string>;
  /** When the resources were first recorded, by URN. */
  readonly createdAt: ReadonlyMap<string, string>;
  /** URN of the stack itself; undefined before the first update. */
  readonly root: string | undefined;
  /** Ids of the Entra tenants that the resources are in. Empty if the state does not show it. In lower case. */
  readonly tenantIds: readonly string[];
  /** Time of the last write of the state. */
  readonly writtenAt: string | undefined;
}

const resourceSchema = z.looseObject({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().nullish(),
  id: z.string().nullish(),
  delete: z.boolean().nullish(),
  created: z.string().nullish(),
  parent: z.string().nullish(),
  provider: z.string().nullish(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
  outputs: z.record(z.string(), z.unknown()).nullish(),
});

/** The part of a state that matters here. A stack that was never updated has no deployment.
 *  Source: sdk/go/common/apitype/core.go of github.com/pulumi/pulumi */
const stateSchema = z.looseObject({
  deployment: z
    .looseObject({
      manifest: z.looseObject({ time: z.string() }).nullish(),
      resources: z.array(resourceSchema).nullish(),
      pending_operations: z.array(z.looseObject({ type: z.string(), resource: resourceSchema })).nullish(),
    })
    .nullish(),
});

/** Reads the output of `pulumi stack export`; undefined if it has an unknown format. */
export function readInterruptedState(exported: unknown): InterruptedState | undefined {
  const state = stateSchema.safeParse(exported);
  if (!state.success) return undefined;
  const { manifest, resources, pending_operations: pending } = state.data.deployment ?? {};
  // Resources that are pending deletion are replaced already.
  const present = (resources ?? []).filter((resource) => resource.delete !== true);
  return {
    operations: (pending ?? []).map(({ type, resource }) => toOperation(type, resource)),
    ids: new Map(present.map(({ urn, id }) => [urn, id ?? ""])),
    createdAt: new Map(present.flatMap(({ urn, created }) => (typeof created === "string" ? [[urn, created]] : []))),
    root: present.find(({ type }) => type === "pulumi:pulumi:Stack")?.urn,
    tenantIds: [...new Set(present.flatMap(tenantIdsOf))],
    writtenAt: manifest?.time,
  };
}

/** Resources of this package record their tenant; the azuread provider has it if the stack's config names it. */
function tenantIdsOf({ type, inputs, outputs }: z.infer<typeof resourceSchema>): string[] {
  const values = type === "pulumi:providers:azuread" ? inputs : dynamicTypeOf(type) === undefined ? undefined : outputs;
  const tenantId = values?.tenantId;
  return typeof tenantId === "string" && isGuid(tenantId) ? [tenantId.toLowerCase()] : [];
}

function toOperation(operation: string, resource: z.infer<typeof resourceSchema>): PendingOperation {
  const { urn, type, custom, parent, provider, inputs } = resource;
  return {
    operation,
    urn,
    type,
    name: urn.split("::").slice(3).join("::"),
    custom: custom === true,
    parent: parent ?? undefined,
    // State has `<URN>::<id>` of the provider.
    provider: provider?.slice(0, provider.lastIndexOf("::")),
    inputs: inputs ?? {},
  };
}
