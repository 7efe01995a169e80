import type { ConfigurationSource } from "pulumi-lookout-intune/internal/clients/configuration";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/client";
import { collectResources, typeOf } from "../live/resources";
import type { StackResource, StackState } from "../stack/state";
import { comparedTypes, directoryDrift, rolloutDrift } from "./directory-drift";
import { driftOf } from "./dynamic-drift";
import type { Drift, Verdict } from "./entry";

export interface Search {
  readonly stack: StackState;
  readonly source: ConfigurationSource;
  readonly graph: GraphClient;
  /** Gets what the resources have to tell while they are looked at. */
  readonly onMessage: (line: string) => void;
}

/** Compares what the stack declares with what is there, and writes nothing, neither to a service nor to the state.
 *
 *  Our resources are read by the same handlers that a refresh uses, and what azuread manages by a few reads of Graph: that
 *  needs neither the program and its packages nor the plugins, as `pulumi preview --refresh` does, sees what only evidence
 *  tells, and cannot change the state by mistake. */
export async function findDrift({ stack, source, graph, onMessage }: Search): Promise<Drift> {
  const ours = await collectResources(stack.resources, source, onMessage);
  const directory = stack.resources.filter(({ type }) => type in comparedTypes);
  const entries = [
    ...ours.flatMap(driftOf),
    ...(await directoryDrift(graph, directory)),
    ...(await rolloutDrift(graph, stack.resources, ours)),
  ];
  return {
    stack: stack.stack,
    observedAt: new Date().toISOString(),
    compared: ours.length + directory.length,
    entries: entries.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict)),
    notCompared: countOthers(stack.resources),
  };
}

/** The worst first. */
const order: readonly Verdict[] = ["gone", "differs", "unknown", "review", "pending"];

/** Real resources of types that are not compared; components and providers are nothing to compare. */
function countOthers(resources: readonly StackResource[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const resource of resources) {
    const { type, id } = resource;
    const compared = typeOf(resource) !== undefined || type in comparedTypes;
    if (id === undefined || compared || type.startsWith("pulumi:")) continue;
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}
