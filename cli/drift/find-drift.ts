import type { ConfigurationSource } from "pulumi-lookout-intune/internal/clients/configuration-source";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { collectResources, typeOf } from "../live/live-resources";
import type { StackResource, StackState } from "../stack/stack-state";
import { comparedTypes, directoryDrift, rolloutDrift } from "./directory-drift";
import { assignmentDrift } from "./assignment-drift";
import { driftOf } from "./dynamic-drift";
import type { Drift, Verdict } from "./drift-entry";

export interface Search {
  readonly stack: StackState;
  readonly source: ConfigurationSource;
  readonly graph: GraphClient;
  /** Receives the diagnostics that the providers log while reading. */
  readonly onMessage: (line: string) => void;
}

/** Compares the declared settings with the actual ones. Writes nothing, neither to a service nor to the state.
 *
 *  It reads this package's resources with the same providers as a refresh, and azuread's resources with a few Graph requests.
 *  Unlike `pulumi preview --refresh`, it needs neither the program nor plugins, includes the findings of evidence, and cannot
 *  change the state by mistake. */
export async function findDrift({ stack, source, graph, onMessage }: Search): Promise<Drift> {
  const ours = await collectResources(stack.resources, source, onMessage);
  const directory = stack.resources.filter(({ type }) => type in comparedTypes);
  const entries = [
    ...ours.flatMap(driftOf),
    ...(await directoryDrift(graph, directory)),
    ...(await rolloutDrift(graph, stack.resources, ours)),
    ...assignmentDrift(stack.resources),
  ];
  return {
    stack: stack.stack,
    observedAt: new Date().toISOString(),
    compared: ours.length + directory.length,
    entries: entries.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict)),
    notCompared: countOthers(stack.resources),
  };
}

/** Worst first. */
const order: readonly Verdict[] = ["gone", "differs", "unknown", "review", "pending"];

/** Counts resources of types that are not compared. Components and providers are not resources to compare. */
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
