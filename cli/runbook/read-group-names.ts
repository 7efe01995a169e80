import {
  findExistingGroupProblem,
  type ExistingGroupProblem,
} from "pulumi-lookout-intune/internal/model/existing-group";
import { formatProblems } from "pulumi-lookout-intune/internal/stack-config/config-problem";
import { describeGroupProblems } from "pulumi-lookout-intune/internal/stack-config/existing-group-settings";
import type { RawConfig } from "pulumi-lookout-intune/internal/stack-config/raw-config";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { getNamedGroup } from "pulumi-lookout-intune/internal/clients/graph/entra-groups";
import { graphAccess, required } from "../connect";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { sourceOf } from "../stack/read-stack-config";

interface Group {
  readonly displayName?: string;
  readonly existingObjectId?: string;
}

/** Names of enrollment groups: declared names for groups that the stack creates, and names from Entra for existing groups, one
 *  request each. Needs a sign-in only if there are existing groups. */
export async function readGroupNames(
  raw: RawConfig,
  groups: Readonly<Record<string, Group>>,
  keys: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string[]> {
  let client: GraphClient | undefined;
  const graph = () => (client ??= required(graphAccess(sourceOf(raw), environment)));
  const found = await Promise.all(
    keys.map(async (key): Promise<FoundName> => {
      const { displayName, existingObjectId } = groups[key] ?? {};
      if (existingObjectId === undefined) return { name: displayName };
      const group = await getNamedGroup(graph(), existingObjectId);
      const problem = findExistingGroupProblem({ existingObjectId, displayName }, group);
      return { name: group?.displayName, ...(problem && { wrong: { key: `enrollmentGroups.${key}`, ...problem } }) };
    }),
  );
  const wrong = found.flatMap((one) => one.wrong ?? []);
  if (wrong.length > 0) throw new UserError([formatProblems(describeGroupProblems(raw, wrong), [])]);
  return found.flatMap(({ name }) => name ?? []);
}

interface FoundName {
  readonly name: string | undefined;
  readonly wrong?: ExistingGroupProblem & { readonly key: string };
}
