import { z } from "zod";
import { permissionToRead, permissionToWrite } from "../../model/graph-permissions";
import type { GraphClient } from "./graph-client";
import { odataText, readAllPages } from "./graph-pages";

/** Start of the name that the azuread provider gives to each new group for a moment; a UUID follows. A run that is killed in
 *  that moment leaves the group under this name (measured with the provider's release 6.9.1). */
export const temporaryNamePrefix = "TERRAFORM_UPDATE_";

/** A group that an interrupted creation may have left, with what shows whose it is. */
export interface GroupCandidate {
  readonly id: string;
  readonly displayName: string;
  /** Empty without a description. */
  readonly description: string;
  readonly mailEnabled: boolean;
  readonly securityEnabled: boolean;
  /** Undefined if Graph does not return it. */
  readonly createdAt: string | undefined;
  readonly ownerIds: readonly string[];
}

const groupSchema = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  mailEnabled: z.boolean().nullish(),
  securityEnabled: z.boolean().nullish(),
  createdDateTime: z.string().nullish(),
});
const selected = "$select=id,displayName,description,mailEnabled,securityEnabled,createdDateTime";

/** Finds the groups with exactly this name. Graph itself compares names case-insensitively.
 *  Source: https://learn.microsoft.com/graph/api/group-list */
export async function findGroupCandidates(graph: GraphClient, displayName: string): Promise<GroupCandidate[]> {
  const found = await findGroups(graph, `displayName eq ${odataText(displayName)}`);
  return withOwners(
    graph,
    found.filter((group) => group.displayName === displayName),
  );
}

/** Finds the groups that still have the temporary name of a creation. */
export async function findTemporaryGroups(graph: GraphClient): Promise<GroupCandidate[]> {
  return withOwners(graph, await findGroups(graph, `startsWith(displayName,${odataText(temporaryNamePrefix)})`));
}

/** Renames a group. Source: https://learn.microsoft.com/graph/api/group-update */
export async function renameGroup(graph: GraphClient, id: string, displayName: string): Promise<void> {
  const path = `/v1.0/groups/${encodeURIComponent(id)}`;
  await graph.send({ method: "PATCH", path, body: { displayName }, permission: permissionToWrite("groups") });
}

function findGroups(graph: GraphClient, filter: string): Promise<z.infer<typeof groupSchema>[]> {
  return readAllPages(graph, {
    path: `/v1.0/groups?$filter=${encodeURIComponent(filter)}&${selected}`,
    member: groupSchema,
    permission: permissionToRead("groups"),
    what: "a list of groups",
  });
}

function withOwners(graph: GraphClient, groups: readonly z.infer<typeof groupSchema>[]): Promise<GroupCandidate[]> {
  return Promise.all(
    groups.map(async ({ id, displayName, description, mailEnabled, securityEnabled, createdDateTime }) => ({
      id,
      displayName: displayName ?? "",
      description: description ?? "",
      mailEnabled: mailEnabled === true,
      securityEnabled: securityEnabled === true,
      createdAt: createdDateTime ?? undefined,
      ownerIds: await listOwnerIds(graph, id),
    })),
  );
}

/** The version v1.0 leaves out owners that are service principals, which a pipeline is.
 *  Source: https://learn.microsoft.com/graph/api/group-list-owners */
async function listOwnerIds(graph: GraphClient, id: string): Promise<string[]> {
  const owners = await readAllPages(graph, {
    path: `/beta/groups/${encodeURIComponent(id)}/owners?$select=id`,
    member: z.looseObject({ id: z.string() }),
    permission: permissionToRead("groups"),
    what: "a list of owners",
  });
  return owners.map((owner) => owner.id);
}
