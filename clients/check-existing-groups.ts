import { printable } from "../model/printable";
import { findExistingGroupProblem, type ExistingGroupProblem, type ExpectedGroup } from "../model/existing-group";
import type { ConfigurationSource, Environment } from "./configuration-source";
import { createGraphClient } from "./graph/graph-client";
import { readGraphConfiguration } from "./graph/graph-configuration";
import { getNamedGroup } from "./graph/entra-groups";

/** What is wrong with one of the groups that were checked. */
export interface WrongGroup extends ExistingGroupProblem {
  /** The key under which you passed the group. */
  readonly key: string;
}

/** Reads each group from Entra by its object id and returns those that cannot be used: the group does not exist, is not a
 *  security group, or does not have the expected name. Sends one read request per group. Call it before you declare
 *  resources, so that your program can refuse all unusable groups at once: a component can read a group only while
 *  resources are being declared.
 *
 *  ```ts
 *  const source = { get: (key: string) => pulumi.runtime.allConfig()[key] };
 *  const wrong = await checkExistingGroups(source, { pilot: { existingObjectId, displayName: "Lookout pilot" } });
 *  if (wrong.length > 0) throw new pulumi.RunError(wrong.map(({ message }) => message).join("\n"));
 *  ```
 *
 *  Throws when sign-in fails: see `checkGraphSignIn`. */
export async function checkExistingGroups(
  source: ConfigurationSource,
  groups: Readonly<Record<string, ExpectedGroup>>,
  environment: Environment = process.env,
): Promise<readonly WrongGroup[]> {
  const { configuration, problems } = readGraphConfiguration(source, environment);
  if (configuration === undefined) throw new Error(problems.join("; "));
  const graph = createGraphClient(configuration);
  const checks = Object.entries(groups).map(async ([key, expected]): Promise<WrongGroup[]> => {
    try {
      const problem = findExistingGroupProblem(expected, await getNamedGroup(graph, expected.existingObjectId));
      return problem === undefined ? [] : [{ key, ...problem, message: printable(problem.message) }];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [{ key, property: "existingObjectId", message: `the group could not be read. ${reason}` }];
    }
  });
  return (await Promise.all(checks)).flat();
}
