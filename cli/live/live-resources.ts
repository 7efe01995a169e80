import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import { isMap } from "pulumi-lookout-intune/internal/model/maps";
import { dynamicTypeOf, type DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import { canonicalJson } from "pulumi-lookout-intune/internal/model/revision";
import { providers, type State } from "pulumi-lookout-intune/internal/resources/registry";
import { captureDiagnostics } from "pulumi-lookout-intune/internal/resources/provider/diagnostics";
import type { ConfigurationSource } from "pulumi-lookout-intune/internal/clients/configuration-source";
import { touchesSecret, type Path } from "../stack/secrets";
import type { StackResource, Values } from "../stack/stack-state";
import { lookUp, type LookupResult } from "./lookup-result";

/** The actual state of a resource. */
export interface ActualResource {
  readonly outputs: Values;
  readonly differences: readonly Difference[];
}

/** One property that differs from its declaration. Contains no secret values. */
export interface Difference {
  readonly property: string;
  readonly declared: unknown;
  readonly real: unknown;
  readonly secret: boolean;
}

/** A resource of this package: its stored and its actual state. The actual state is undefined if the resource was deleted. */
export interface LiveResource {
  readonly type: DynamicType;
  readonly stored: StackResource;
  readonly actual: LookupResult<ActualResource | undefined>;
}

/** Reads every resource of this package with the providers that a refresh uses. Writes neither to a service nor to the state.
 *  `onMessage` receives the diagnostics that the providers log. */
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
  const stopCapture = captureDiagnostics(onMessage);
  try {
    return await Promise.all(
      ours.map(async ({ type, stored }) => ({
        type,
        stored,
        actual: await lookUp(() => collectResource(type, stored)),
      })),
    );
  } finally {
    stopCapture();
  }
}

/** The type of a resource of this package; undefined for any other resource. */
export function typeOf({ type }: StackResource): DynamicType | undefined {
  return dynamicTypeOf(type);
}

/** The display name in the consoles, or the name in the program if there is none. */
export function nameOf({ name, inputs, secrets }: StackResource): string {
  const shown = ["displayName", "title", "packageId"].find(
    (key) => typeof inputs[key] === "string" && !secrets.inputs.some(([first]) => first === key),
  );
  return quoteName(shown === undefined ? name : String(inputs[shown]));
}

async function collectResource(type: DynamicType, { id = "", inputs, outputs, secrets }: StackResource) {
  const provider = providers[type];
  const read = await provider.read(id, { ...outputs });
  if (read.id === undefined) return undefined;
  const { changes } = await provider.diff(id, read.props ?? {}, { ...inputs });
  // The provider decides what counts as equal, whatever the notation.
  const differences = changes && read.inputs !== undefined ? findDifferences(inputs, read.inputs, secrets.inputs) : [];
  return { outputs: read.props ?? {}, differences };
}

/** Returns the differing properties of two maps by path. Compares lists as a whole. */
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
