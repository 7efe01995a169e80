import { dynamicTypeOf, type DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import { canonicalJson } from "pulumi-lookout-intune/internal/model/revision";
import { providers, type State } from "pulumi-lookout-intune/internal/resources/registry";
import { captureDiagnostics } from "pulumi-lookout-intune/internal/resources/provider/diagnostics";
import type { ConfigurationSource } from "pulumi-lookout-intune/internal/clients/configuration";
import { touchesSecret, type Path } from "../stack/secrets";
import type { StackResource, Values } from "../stack/state";
import { see, type LookupResult } from "./lookup-result";

/** A resource of ours as it really is; undefined when it is gone. */
export interface Reality {
  readonly outputs: Values;
  readonly differences: readonly Difference[];
}

/** One property that is not as declared. Values that are secret are not in it. */
export interface Difference {
  readonly property: string;
  readonly declared: unknown;
  readonly real: unknown;
  readonly secret: boolean;
}

/** One of our dynamic resources, as the stack has it and as it is now. */
export interface LiveResource {
  readonly type: DynamicType;
  readonly stored: StackResource;
  readonly reality: LookupResult<Reality | undefined>;
}

/** Looks at every dynamic resource of ours as a refresh does, by the same code, and writes nothing: neither to a service nor
 *  to the state. `hear` gets what the resources have to tell. */
export async function collectResources(
  resources: readonly StackResource[],
  source: ConfigurationSource,
  onMessage: (line: string) => void,
): Promise<LiveResource[]> {
  const ours = resources.flatMap((stored) => {
    const type = typeOf(stored);
    return type === undefined ? [] : [{ type, stored }];
  });
  for (const type of new Set(ours.map((one) => one.type))) await providers[type].configure({ config: source });
  const deafen = captureDiagnostics(onMessage);
  try {
    return await Promise.all(
      ours.map(async ({ type, stored }) => ({ type, stored, reality: await see(() => collectResource(type, stored)) })),
    );
  } finally {
    deafen();
  }
}

/** Undefined for what is not ours. */
export function typeOf({ type }: StackResource): DynamicType | undefined {
  return dynamicTypeOf(type);
}

async function collectResource(type: DynamicType, { id = "", inputs, outputs, secrets }: StackResource) {
  const handler = providers[type];
  const read = await handler.read(id, { ...outputs });
  if (read.id === undefined) return undefined;
  const { changes } = await handler.diff(id, read.props ?? {}, { ...inputs });
  // What the resource itself takes for equal is no difference, however it is written.
  const differences = changes && read.inputs !== undefined ? findDifferences(inputs, read.inputs, secrets.inputs) : [];
  return { outputs: read.props ?? {}, differences };
}

/** The properties in which two maps differ, each by its path; lists are compared as a whole. */
export function findDifferences(declared: Values, real: State, secrets: readonly Path[], at: Path = []): Difference[] {
  const keys = [...new Set([...Object.keys(declared), ...Object.keys(real)])].filter((key) => key !== "__provider");
  return keys.sort().flatMap((key): Difference[] => {
    const [before, after] = [declared[key], real[key]];
    const path = [...at, key];
    if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
    if (isMap(before) && isMap(after)) return findDifferences(before, after, secrets, path);
    const secret = touchesSecret(secrets, path);
    const shown = (value: unknown) => (secret ? undefined : value);
    return [{ property: path.join("."), declared: shown(before), real: shown(after), secret }];
  });
}

function isMap(value: unknown): value is State {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
