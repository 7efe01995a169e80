import { azureadTypes } from "pulumi-lookout-intune/internal/model/resource-types";
import type { StagedRolloutSettings } from "pulumi-lookout-intune/internal/resources/staged-rollout/staged-rollout.schema";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { getConditionalAccessPolicy } from "pulumi-lookout-intune/internal/clients/graph/conditional-access-policies";
import { getGroup } from "pulumi-lookout-intune/internal/clients/graph/entra-groups";
import { lastPart } from "../live/live-directory";
import { nameOf, type LiveResource } from "../live/live-resources";
import { lookUp } from "../live/lookup-result";
import type { StackResource, Values } from "../stack/stack-state";
import { groupDifferences, policyDifferences } from "./azuread-differences";
import type { DriftEntry } from "./drift-entry";

interface Compared {
  readonly type: string;
  read(graph: GraphClient, id: string): Promise<Values | undefined>;
  differences(declared: StackResource, real: Values): DriftEntry["differences"];
}

/** The azuread resources that this command compares, by type token. */
export const comparedTypes: Readonly<Record<string, Compared>> = {
  [azureadTypes.Group]: { type: "Group", read: getGroup, differences: groupDifferences },
  [azureadTypes.ConditionalAccessPolicy]: {
    type: "ConditionalAccessPolicy",
    read: getConditionalAccessPolicy,
    differences: policyDifferences,
  },
};

/** Finds drift of groups and policies that the azuread provider manages. */
export async function directoryDrift(graph: GraphClient, resources: readonly StackResource[]): Promise<DriftEntry[]> {
  const entries = resources.map(async (resource): Promise<DriftEntry[]> => {
    const compared = comparedTypes[resource.type];
    if (compared === undefined) return [];
    const lookup = await lookUp(() => compared.read(graph, lastPart(resource.id ?? "")));
    const found = (rest: Pick<DriftEntry, "verdict"> & Partial<DriftEntry>): DriftEntry => ({
      resource: resource.name,
      type: compared.type,
      title: `${compared.type} ${nameOf(resource)}`,
      id: lastPart(resource.id ?? ""),
      side: "Microsoft",
      differences: [],
      evidence: [],
      ...rest,
    });
    if ("failure" in lookup) return [found({ verdict: "unknown", evidence: [lookup.failure] })];
    if (lookup.value === undefined) return [found({ verdict: "gone", evidence: ["Entra no longer has it."] })];
    const differences = compared.differences(resource, lookup.value);
    return differences.length === 0 ? [] : [found({ verdict: "differs", differences })];
  });
  return (await Promise.all(entries)).flat();
}

/** Finds drift of groups that the rollout only references. Lookout finds groups by their exact name, so a renamed group is drift. */
export async function rolloutDrift(
  graph: GraphClient,
  resources: readonly StackResource[],
  ours: readonly LiveResource[],
): Promise<DriftEntry[]> {
  const managed = new Set(
    resources.filter(({ type }) => type === azureadTypes.Group).map(({ id = "" }) => lastPart(id)),
  );
  const entries = ours
    .filter(({ type }) => type === "StagedRollout")
    .flatMap(({ stored }) =>
      Object.entries((stored.outputs as unknown as StagedRolloutSettings).groups)
        .filter(([, { objectId }]) => !managed.has(objectId))
        .map(async ([ring, { objectId, displayName }]): Promise<DriftEntry[]> => {
          const lookup = await lookUp(() => getGroup(graph, objectId));
          const found = (rest: Pick<DriftEntry, "verdict"> & Partial<DriftEntry>): DriftEntry => ({
            resource: stored.name,
            type: "StagedRollout",
            title: `Group of the ring ${ring}`,
            id: objectId,
            side: "Microsoft",
            differences: [],
            evidence: [],
            ...rest,
          });
          if ("failure" in lookup) return [found({ verdict: "unknown", evidence: [lookup.failure] })];
          if (lookup.value === undefined) return [found({ verdict: "gone", evidence: ["Entra no longer has it."] })];
          const real = lookup.value.displayName;
          if (real === displayName) return [];
          return [
            found({
              verdict: "differs",
              differences: [{ property: "displayName", declared: displayName, real, secret: false }],
            }),
          ];
        }),
    );
  return (await Promise.all(entries)).flat();
}
