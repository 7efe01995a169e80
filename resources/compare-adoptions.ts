import type { ConfigurationSource } from "../clients/configuration-source";
import { ServiceError } from "../clients/http/service-error";
import { describeAdoption, describeAdoptionChange, rememberAdoption } from "./provider/adoption";
import { captureDiagnostics } from "./provider/diagnostics";
import { messageOf } from "./provider/state";
import { providers } from "./registry";

/** Resources that can adopt an existing object in Intune. */
export type AdoptingType =
  | "IntuneAppProtectionPolicy"
  | "IntuneCompliancePolicy"
  | "IntuneDiagnosticSettings"
  | "IntuneIosAppConfiguration"
  | "IntuneManagedGooglePlayApp"
  | "IntuneMtdConnector"
  | "IntuneStoreApp";

/** A resource that your program is going to declare with `adopt`. */
export interface PlannedAdoption {
  /** Name of the resource's class, such as `IntuneCompliancePolicy`. */
  readonly type: AdoptingType;
  /** The arguments that you pass to the class, as plain values. For a group that does not exist yet, any text. */
  readonly args: object;
}

/** What adopting an object would do. */
export interface AdoptionComparison {
  readonly type: AdoptingType;
  /** The sentence that the run logs, such as `adopts "Lookout - iOS" (<id>): nothing changes`. */
  readonly line: string;
  /** The object's id; undefined if it could not be found. */
  readonly id?: string;
  /** Each setting that adoption writes, in words; empty if nothing changes, undefined if the object was not compared. */
  readonly changes?: readonly string[];
}

/** Finds the objects that this run is going to adopt, and compares each with its declaration, by the rules of its resource.
 *  Call it before you declare resources: the first preview and update of a resource then log the line of its object. Without
 *  this call, they log `adopts <id>, not compared`, because a resource reads nothing in a preview. Sends no write. Pass the whole
 *  integration with `plannedAdoptions`, or a list of your own:
 *
 *  ```ts
 *  const source = { get: (key: string) => pulumi.runtime.allConfig()[key] };
 *  const args = { android: {}, ios: {}, adopt: true };
 *  await compareAdoptions(source, [{ type: "IntuneMtdConnector", args }]);
 *  new IntuneMtdConnector("lookout", args);
 *  ```
 *
 *  Returns a comparison for each object that exists. An object that cannot be read, or that the update would refuse, is a line
 *  too. Arguments that the resource refuses are left to the resource. */
export async function compareAdoptions(
  source: ConfigurationSource,
  planned: readonly PlannedAdoption[],
): Promise<readonly AdoptionComparison[]> {
  for (const type of new Set(planned.map((one) => one.type))) await providers[type].configure({ config: source });
  const stopCapture = captureDiagnostics(() => undefined);
  try {
    const found = await Promise.all(
      planned.map(async (one) => {
        const comparison = await compare(one);
        if (comparison !== undefined) rememberAdoption(one.type, one.args, comparison.line);
        return comparison;
      }),
    );
    return found.filter((one) => one !== undefined);
  } finally {
    stopCapture();
  }
}

async function compare({ type, args }: PlannedAdoption): Promise<AdoptionComparison | undefined> {
  const provider = providers[type];
  const { inputs, failures } = await provider.check({}, { ...args });
  if (failures.some(({ property }) => !/^(in|ex)cludedGroupIds\b/.test(property))) return undefined;
  try {
    const found = await provider.compare?.(inputs);
    if (found === undefined) return undefined;
    const { id, changes } = found;
    return { type, id, line: describeAdoption(found), changes: changes.map(describeAdoptionChange) };
  } catch (error) {
    const named = typeof inputs.adopt === "string" ? inputs.adopt : "an object";
    const line =
      error instanceof ServiceError
        ? `adopts ${named}, not compared: ${error.message}`
        : `the update will refuse to adopt ${named}: ${messageOf(error)}`;
    return { type, line };
  }
}
