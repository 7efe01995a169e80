import { findExistingGroupProblem, type ExistingGroupProblem, type ExpectedGroup } from "../model/existing-group";
import type { ConfigurationSource, Environment } from "./configuration";
import { createGraphClient } from "./graph/client";
import { readGraphConfiguration } from "./graph/configuration";
import { getNamedGroup } from "./graph/groups";

/** What is wrong with one of the groups that were looked up. */
export interface WrongGroup extends ExistingGroupProblem {
  /** The key that the group was given under. */
  readonly key: string;
}

/** Looks every group up in Entra, by its object id, and returns each that cannot be used: it is not there, no security group, or
 *  not called as expected. One request a group; nothing is written. For a program to refuse them all before it declares anything: a
 *  component can look a group up only while resources are declared.
 *
 *  ```ts
 *  const source = { get: (key: string) => pulumi.runtime.allConfig()[key] };
 *  const wrong = await checkExistingGroups(source, { pilot: { existingObjectId, displayName: "Lookout pilot" } });
 *  if (wrong.length > 0) throw new pulumi.RunError(wrong.map(({ message }) => message).join("\n"));
 *  ```
 *
 *  Throws when nobody can sign in: see `checkGraphSignIn`. */
export async function checkExistingGroups(
  source: ConfigurationSource,
  groups: Readonly<Record<string, ExpectedGroup>>,
  environment: Environment = process.env,
): Promise<readonly WrongGroup[]> {
  const { configuration, problems } = readGraphConfiguration(source, environment);
  if (configuration === undefined) throw new Error(problems.join("; "));
  const graph = createGraphClient(configuration);
  const looks = Object.entries(groups).map(async ([key, expected]): Promise<WrongGroup[]> => {
    try {
      const problem = findExistingGroupProblem(expected, await getNamedGroup(graph, expected.existingObjectId));
      return problem === undefined ? [] : [{ key, ...problem }];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [{ key, property: "existingObjectId", message: `the group could not be looked up. ${reason}` }];
    }
  });
  return (await Promise.all(looks)).flat();
}
