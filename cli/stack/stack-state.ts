import { withPresentNames } from "pulumi-lookout-intune/internal/model/renamed-keys";
import { dynamicTypeOf } from "pulumi-lookout-intune/internal/model/resource-types";
import { z } from "zod";
import { secretInputsKey } from "pulumi-lookout-intune/internal/model/secret-values";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { stackArguments, describeStack, type StackOptions } from "./stack-options";
import { readWithPulumi } from "./pulumi";
import { reveal, type Path } from "./secrets";

/** Values by name, with decrypted secrets. Never write them anywhere. */
export type Values = Readonly<Record<string, unknown>>;

/** A resource in the state after the last update or refresh. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  /** The name in the program. */
  readonly name: string;
  /** Undefined for components. */
  readonly id: string | undefined;
  /** URN of the parent; undefined for the stack. */
  readonly parent?: string | undefined;
  /** URNs of the resources that it depends on. */
  readonly dependencies?: readonly string[];
  /** Refused by a destroy. */
  readonly protect?: boolean;
  /** Only taken out of the state when it is removed. */
  readonly retainOnDelete?: boolean;
  /** Only read by the program. */
  readonly external?: boolean;
  /** Taken into the stack by an import. */
  readonly imported?: boolean;
  /** Time of the last change in state. */
  readonly modifiedAt: string | undefined;
  readonly inputs: Values;
  readonly outputs: Values;
  /** Paths of secrets in inputs and outputs. */
  readonly secrets: { readonly inputs: readonly Path[]; readonly outputs: readonly Path[] };
}

/** The state of a stack. */
export interface StackState {
  readonly stack: string;
  readonly project: string;
  /** Time of the last write; undefined if the stack was never updated. */
  readonly updatedAt: string | undefined;
  /** The stack's outputs. */
  readonly outputs: Values;
  readonly resources: readonly StackResource[];
}

const valuesSchema = z.record(z.string(), z.unknown()).nullish();
const stateSchema = z.looseObject({
  deployment: z.looseObject({
    manifest: z.looseObject({ time: z.string() }).nullish(),
    resources: z
      .array(
        z.looseObject({
          urn: z.string(),
          type: z.string(),
          id: z.string().optional(),
          delete: z.boolean().optional(),
          protect: z.boolean().optional(),
          retainOnDelete: z.boolean().optional(),
          external: z.boolean().optional(),
          importID: z.string().optional(),
          parent: z.string().optional(),
          dependencies: z.array(z.string()).nullish(),
          modified: z.string().optional(),
          inputs: valuesSchema,
          outputs: valuesSchema,
        }),
      )
      .nullish(),
  }),
});

/** Reads outputs and resources of a stack with the pulumi command. Refuses a stack that was never updated, unless `mayBeEmpty`
 *  is set. Leaves out what is pending deletion, unless `withPendingDeletions` is set. */
export async function readStackState(
  options: StackOptions,
  { mayBeEmpty = false, withPendingDeletions = false } = {},
): Promise<StackState> {
  const args = ["stack", "export", "--show-secrets", ...stackArguments(options)];
  const what = `The state of ${describeStack(options)}`;
  const state = stateSchema.safeParse(await readWithPulumi(args, what));
  if (!state.success) {
    throw new UserError([`${what} has an unknown format. Update the pulumi command.`]);
  }
  const { manifest, resources } = state.data.deployment;
  // Resources that are pending deletion no longer belong to the stack.
  const present = (resources ?? [])
    .filter((resource) => withPendingDeletions || resource.delete !== true)
    .map(readResource);
  const root = present.find(({ type }) => type === "pulumi:pulumi:Stack");
  if (root === undefined) {
    if (mayBeEmpty) {
      return { stack: options.stack ?? "selected", project: "", updatedAt: undefined, outputs: {}, resources: present };
    }
    throw new UserError([`There is nothing in ${describeStack(options)} yet; run "pulumi up" first.`]);
  }
  const [stack = "", project = ""] = root.urn.replace(/^urn:pulumi:/, "").split("::");
  return { stack, project, updatedAt: manifest?.time, outputs: root.outputs, resources: present };
}

type StoredResource = NonNullable<z.infer<typeof stateSchema>["deployment"]["resources"]>[number];

function readResource({
  urn,
  type,
  id,
  parent,
  dependencies,
  protect,
  retainOnDelete,
  external,
  importID,
  modified,
  inputs,
  outputs,
}: StoredResource): StackResource {
  // State of an older release is read by the names of today.
  const ours = dynamicTypeOf(type);
  const present = (values: Values) => (ours === undefined ? values : withoutMarks(withPresentNames(ours, values)));
  const given = reveal(present(inputs ?? {}));
  const found = reveal(present(outputs ?? {}));
  return {
    urn,
    type,
    name: urn.split("::").slice(3).join("::"),
    id: id === "" ? undefined : id,
    parent,
    dependencies: dependencies ?? [],
    ...{ protect, retainOnDelete, external, imported: importID !== undefined },
    modifiedAt: modified,
    inputs: given.value as Values,
    outputs: found.value as Values,
    secrets: { inputs: given.secrets, outputs: found.secrets },
  };
}

/** Leaves out which inputs are secret, because the state marks each secret itself. */
function withoutMarks(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== secretInputsKey));
}
