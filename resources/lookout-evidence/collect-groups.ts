import type { GroupObservation } from "../../console/evidence/observations";
import type { GraphClient } from "../../clients/graph/graph-client";
import { getNamedGroup } from "../../clients/graph/entra-groups";
import type { EnrollmentGroupInput } from "./lookout-evidence.inputs";

/** Reads the display name of each group in Entra; one request per group. */
export async function collectGroups(
  graph: GraphClient,
  groups: readonly EnrollmentGroupInput[],
): Promise<{ readonly observation: GroupObservation[]; readonly note: string }> {
  const observation = await Promise.all(
    groups.map(async ({ objectId, displayName: givenName }) => {
      const found = await getNamedGroup(graph, objectId);
      return { objectId, givenName, displayName: found?.displayName ?? null };
    }),
  );
  const names = observation.map(({ objectId, displayName }) =>
    displayName === null ? `${objectId} is gone` : `"${displayName}"`,
  );
  return { observation, note: names.join(", ") };
}
