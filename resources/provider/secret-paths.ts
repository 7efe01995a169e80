import * as pulumi from "@pulumi/pulumi";
import { secretInputsKey, toPointer, type Steps } from "../../model/secret-values";

/** Adds to the inputs of a dynamic resource the paths of those that are secret. The engine hands its provider all values in
 *  plaintext and without marks, and keeps only outputs secret that have the name of a secret input. With the paths, the provider
 *  marks what it derives, and keeps the values out of its messages. Without secrets, nothing is added. */
export function withSecretPaths<Inputs extends object>(inputs: Inputs): Inputs {
  const paths = secretPathsIn(inputs).then(
    (found) => {
      // The provider takes the comparison with an object to adopt out of the inputs.
      const kept = found.filter(([first]) => first !== "adoption");
      return kept.length > 0 ? kept.map(toPointer) : undefined;
    },
    // The input that failed is reported where the resource is registered.
    () => undefined,
  );
  return { ...inputs, [secretInputsKey]: pulumi.output(paths) };
}

/** The paths of the secret values in inputs. A path ends at a list, which is secret as a whole. */
export async function secretPathsIn(value: unknown, path: Steps = []): Promise<Steps[]> {
  if (pulumi.Output.isInstance(value) || value instanceof Promise || Array.isArray(value)) {
    return (await pulumi.isSecret(pulumi.output<unknown>(value))) ? [path] : [];
  }
  if (value === null || typeof value !== "object" || pulumi.Resource.isInstance(value)) return [];
  const members = Object.entries(value).map(([key, member]) => secretPathsIn(member, [...path, key]));
  return (await Promise.all(members)).flat();
}
